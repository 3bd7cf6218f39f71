package dev.costinsights.host.daily;

import dev.costinsights.host.store.Versions;
import java.util.Arrays;
import java.util.List;

/** When the first version of each object of a table came to be, whichever file it is in. Immutable. */
final class FirstVersions {

    private final IdTable objects;
    private final long[] firsts;

    FirstVersions(List<Versions> files) {
        objects = new IdTable(files.stream().mapToInt(Versions::size).sum());
        firsts = new long[objects.size()];
        Arrays.fill(firsts, Long.MAX_VALUE);
        for (Versions file : files) {
            for (int i = 0; i < file.size(); i++) {
                int object = objects.add(file.object(i));
                firsts[object] = Math.min(firsts[object], file.change(i));
            }
        }
    }

    /** Of one of the table's objects, microseconds. */
    long of(long object) {
        return firsts[objects.find(object)];
    }
}
