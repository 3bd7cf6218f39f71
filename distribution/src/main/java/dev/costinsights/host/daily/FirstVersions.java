package dev.costinsights.host.daily;

import dev.costinsights.host.store.Versions;
import java.util.Arrays;
import java.util.List;

/** When the first version of each object of a table came to be, whichever file it is in. Immutable. */
final class FirstVersions {

    private final long[] objects;
    private final long[] firsts;

    FirstVersions(List<Versions> files) {
        long[] all = new long[files.stream().mapToInt(Versions::size).sum()];
        int next = 0;
        for (Versions file : files) {
            for (int i = 0; i < file.size(); i++) {
                all[next++] = file.object(i);
            }
        }
        objects = Arrays.stream(all).sorted().distinct().toArray();
        firsts = new long[objects.length];
        Arrays.fill(firsts, Long.MAX_VALUE);
        for (Versions file : files) {
            for (int i = 0; i < file.size(); i++) {
                int at = Arrays.binarySearch(objects, file.object(i));
                firsts[at] = Math.min(firsts[at], file.change(i));
            }
        }
    }

    /** Of one of the table's objects, microseconds. */
    long of(long object) {
        return firsts[Arrays.binarySearch(objects, object)];
    }
}
