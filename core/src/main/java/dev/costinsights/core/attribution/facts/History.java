package dev.costinsights.core.attribution.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The versions of the objects of one kind, for a look at what an object was at a time. All of them are added, then it is
 * sealed, then it is asked; adding and sealing by one thread, asking by any.
 *
 * @param <V> a version, e.g. {@code JobVersion}
 */
public final class History<V> {

    private final ToLongFunction<V> changeTime;
    private final Map<ObjectKey, List<V>> versions = new HashMap<>();
    private boolean sorted;

    /** @param changeTime since when a version holds, microseconds since 1970 */
    public History(ToLongFunction<V> changeTime) {
        this.changeTime = changeTime;
    }

    /** One more version; in any order. */
    public void add(ObjectKey key, V version) {
        versions.computeIfAbsent(key, k -> new ArrayList<>(1)).add(version);
    }

    /** Puts every object's versions in order; two changes of one instant by their text, so that reading order is nothing. */
    public void seal() {
        Comparator<V> order = Comparator.comparingLong(changeTime).thenComparing(V::toString);
        versions.values().forEach(list -> {
            if (list.size() > 1) {
                list.sort(order);
            }
        });
        sorted = true;
    }

    /** The last version that changed at or before the time, else the first one after it, else null. */
    public V asOf(ObjectKey key, long micros) {
        if (!sorted) {
            throw new IllegalStateException("the history is still being collected");
        }
        List<V> list = versions.get(key);
        if (list == null) {
            return null;
        }
        V found = list.get(0);
        for (V version : list) {
            if (changeTime.applyAsLong(version) > micros) {
                break;
            }
            found = version;
        }
        return found;
    }
}
