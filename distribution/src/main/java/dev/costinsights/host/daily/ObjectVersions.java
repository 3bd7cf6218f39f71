package dev.costinsights.host.daily;

import dev.costinsights.host.store.Notes;
import dev.costinsights.host.store.Sha256;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Versions of objects in the order in which they came to be, for many days one after the other. One thread. */
final class ObjectVersions {

    private static final Comparator<Notes.Version> ORDER =
            Comparator.comparingLong(Notes.Version::change).thenComparing(Notes.Version::digest);

    private final List<Notes.Version> ordered;
    private final Map<Integer, Long> firsts = new HashMap<>();

    /** Of the versions before {@link #hashed}. */
    private Sha256 hash = new Sha256();

    private int hashed;

    ObjectVersions(List<Notes.Version> versions) {
        this.ordered = versions.stream().sorted(ORDER).toList();
        ordered.forEach(version -> firsts.putIfAbsent(version.token(), version.change()));
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
            boolean isMentioned = version.token() == 0 || mentions.has(version.token());
            if (isMentioned && (version.change() < before || firsts.get(version.token()) >= since)) {
                digests.accept(version.digest());
            }
        }
    }
}
