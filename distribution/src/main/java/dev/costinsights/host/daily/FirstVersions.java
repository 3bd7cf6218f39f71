package dev.costinsights.host.daily;

import dev.costinsights.host.store.Versions;
import java.util.List;

/** When the first version of each object of a table came to be, whichever file it is in. Immutable. */
final class FirstVersions {

    /** Object and time by turns, at a place that follows from the object; at most half of the places are taken. */
    private final long[] places;

    private final int mask;

    FirstVersions(List<Versions> files) {
        int most = files.stream().mapToInt(Versions::size).sum();
        int size = Math.max(2, Integer.highestOneBit(Math.max(1, most)) << 2);
        places = new long[2 * size];
        mask = size - 1;
        for (Versions file : files) {
            for (int i = 0; i < file.size(); i++) {
                add(file.object(i), file.change(i));
            }
        }
    }

    private void add(long object, long change) {
        int at = place(object);
        places[at + 1] = places[at] == 0 ? change : Math.min(places[at + 1], change);
        places[at] = object;
    }

    /** Of one of the table's objects, microseconds. */
    long of(long object) {
        return places[place(object) + 1];
    }

    private int place(long object) {
        int at = (int) object & mask;
        while (places[2 * at] != 0 && places[2 * at] != object) {
            at = (at + 1) & mask;
        }
        return 2 * at;
    }
}
