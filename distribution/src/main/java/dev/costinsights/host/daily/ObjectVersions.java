package dev.costinsights.host.daily;

import dev.costinsights.host.store.Notes;
import dev.costinsights.host.store.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Versions of objects in the order in which they came to be, for many days one after the other. One thread. */
final class ObjectVersions {

    private final List<Notes.Version> ordered;
    /** Of each version, when the first one of its object came to be. */
    private final long[] firsts;

    /** Of the versions before {@link #hashed}. */
    private Sha256 hash = new Sha256();

    private int hashed;

    /** @param ordered by {@link Notes.Version#ORDER} */
    ObjectVersions(List<Notes.Version> ordered) {
        this.ordered = ordered;
        this.firsts = new long[ordered.size()];
        Map<Long, Long> known = new HashMap<>();
        for (int i = 0; i < firsts.length; i++) {
            Notes.Version version = ordered.get(i);
            Long first = known.putIfAbsent(version.token(), version.change());
            firsts[i] = first == null ? version.change() : first;
        }
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
    void mentioned(long since, long before, Mentions mentions, Consumer<String> digests) {
        for (int i = ordered.size() - 1; i >= 0 && ordered.get(i).change() >= since; i--) {
            Notes.Version version = ordered.get(i);
            boolean counts = version.change() < before || firsts[i] >= since;
            if (counts && (version.token() == 0 || mentions.has(version.token()))) {
                digests.accept(version.digest());
            }
        }
    }
}
