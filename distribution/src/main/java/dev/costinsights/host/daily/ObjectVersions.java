package dev.costinsights.host.daily;

import dev.costinsights.host.files.Sha256;
import dev.costinsights.host.store.Versions;
import java.util.BitSet;
import java.util.Set;

/** Versions of objects in the order in which they came to be, for many days one after the other. One thread. */
final class ObjectVersions {

    private final Versions ordered;
    /** Of each version, when the first one of its object came to be. */
    private final long[] firsts;

    /** Of each version, the number of its object's id. */
    private final int[] ids;

    /**
     * @param known when the first version of each object came to be, in this file or another
     * @param objects that numbers ids
     */
    ObjectVersions(Versions ordered, FirstVersions known, MentionedObjects objects) {
        this.ordered = ordered;
        this.firsts = new long[ordered.size()];
        this.ids = new int[ordered.size()];
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = known.of(ordered.object(i));
            ids[i] = objects.number(ordered.token(i));
        }
    }

    /**
     * The versions that matter of objects that are mentioned: those before a horizon; of later ones those before another time,
     * and all of objects that are known since the horizon or later only.
     *
     * @param mentioned numbers of ids
     */
    BitSet mattering(long horizon, long before, BitSet mentioned) {
        BitSet found = new BitSet();
        for (int i = 0; i < firsts.length; i++) {
            if (ids[i] == IdTable.NONE || mentioned.get(ids[i])) {
                long change = ordered.change(i);
                found.set(i, change < horizon || change < before || firsts[i] >= horizon);
            }
        }
        return found;
    }

    /** All versions of objects that are mentioned. */
    BitSet mentioned(BitSet mentioned) {
        BitSet found = new BitSet();
        for (int i = 0; i < ids.length; i++) {
            found.set(i, ids[i] != IdTable.NONE && mentioned.get(ids[i]));
        }
        return found;
    }

    /** Adds what each of these versions is known by. */
    void digests(BitSet some, Set<String> digests) {
        some.stream().forEach(version -> digests.add(ordered.digest(version)));
    }

    /** Adds what these versions are known by. */
    void hash(BitSet some, Sha256 all) {
        all.add(some.cardinality());
        some.stream().forEach(version -> ordered.hash(version, all));
    }
}
