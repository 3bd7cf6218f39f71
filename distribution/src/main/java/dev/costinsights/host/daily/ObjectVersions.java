package dev.costinsights.host.daily;

import dev.costinsights.host.store.Notes;
import dev.costinsights.host.store.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Versions of objects in the order in which they came to be, for many days one after the other. One thread. */
final class ObjectVersions {

    private final List<Notes.Version> ordered;
    /** Of each version, when the first one of its object came to be. */
    private final long[] firsts;

    /** Of the versions before {@link #hashed}. */
    private Sha256 hash = new Sha256();

    private int hashed;

    /**
     * @param ordered by {@link Notes.Version#ORDER}
     * @param known when the first version of each object came to be, in this file or another
     */
    ObjectVersions(List<Notes.Version> ordered, Map<Long, Long> known) {
        this.ordered = ordered;
        this.firsts = new long[ordered.size()];
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = known.get(ordered.get(i).object());
        }
    }

    /** Whether there is a version before a time. */
    boolean hasBefore(long horizon) {
        return !ordered.isEmpty() && ordered.get(0).change() < horizon;
    }

    /** Hash of all versions before a time; for times that grow, each version is hashed once. */
    String before(long horizon) {
        if (hashed > 0 && ordered.get(hashed - 1).change() >= horizon) {
            hash = new Sha256();
            hashed = 0;
        }
        while (hashed < ordered.size() && ordered.get(hashed).change() < horizon) {
            hash.add(ordered.get(hashed++).digest());
        }
        return hash.copy().hex();
    }

    /**
     * Digests of the versions since a time of objects that are mentioned: those before another time, and all of objects that
     * are known since the first or later only.
     */
    List<String> mentioned(long since, long before, Mentions mentions) {
        List<String> digests = new ArrayList<>();
        for (int i = ordered.size() - 1; i >= 0 && ordered.get(i).change() >= since; i--) {
            Notes.Version version = ordered.get(i);
            boolean counts = version.change() < before || firsts[i] >= since;
            if (counts && (version.token() == 0 || mentions.has(version.token()))) {
                digests.add(version.digest());
            }
        }
        return digests;
    }
}
