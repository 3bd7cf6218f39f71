package dev.costinsights.host.daily;

import dev.costinsights.host.store.Sha256;
import dev.costinsights.host.store.Versions;
import java.util.BitSet;

/** Versions of objects in the order in which they came to be, for many days one after the other. One thread. */
final class ObjectVersions {

    private final Versions ordered;
    /** Of each version, when the first one of its object came to be. */
    private final long[] firsts;

    /** Of the versions before {@link #hashed}. */
    private Sha256 hash = new Sha256();

    private int hashed;

    /** @param known when the first version of each object came to be, in this file or another */
    ObjectVersions(Versions ordered, FirstVersions known) {
        this.ordered = ordered;
        this.firsts = new long[ordered.size()];
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = known.of(ordered.object(i));
        }
    }

    /** Whether there is a version before a time. */
    boolean hasBefore(long horizon) {
        return ordered.size() > 0 && ordered.change(0) < horizon;
    }

    /** Hash of all versions before a time; for times that grow, each version is hashed once. */
    String before(long horizon) {
        if (hashed > 0 && ordered.change(hashed - 1) >= horizon) {
            hash = new Sha256();
            hashed = 0;
        }
        while (hashed < ordered.size() && ordered.change(hashed) < horizon) {
            ordered.hash(hashed++, hash);
        }
        return hash.copy().hex();
    }

    /**
     * The versions since a time of objects that are mentioned: those before another time, and all of objects that are known
     * since the first or later only.
     */
    BitSet mentioned(long since, long before, Mentions mentions) {
        BitSet found = new BitSet();
        for (int i = ordered.size() - 1; i >= 0 && ordered.change(i) >= since; i--) {
            boolean counts = ordered.change(i) < before || firsts[i] >= since;
            if (counts && (ordered.token(i) == 0 || mentions.has(ordered.token(i)))) {
                found.set(i);
            }
        }
        return found;
    }

    /** Adds what these versions are known by. */
    void hash(BitSet some, Sha256 all) {
        some.stream().forEach(version -> ordered.hash(version, all));
    }
}
