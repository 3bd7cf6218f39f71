package dev.costinsights.core;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which engine instrumented which carrier, in the whole process: a propagator leaves alone what is instrumented, and nobody
 * would learn that it works for another engine. Holds neither carriers nor engines. Any thread; never blocks for long.
 */
final class InstrumentedCarriers {

    private static final ConcurrentHashMap<Key, Mark> MARKS = new ConcurrentHashMap<>();
    private static final ReferenceQueue<Object> GONE = new ReferenceQueue<>();

    /** @param engine its {@link Instrumentation}; cleared when that is gone */
    private record Mark(WeakReference<Instrumentation> engine, Set<String> propagators) {}

    private InstrumentedCarriers() {}

    /** Notes what the propagators of an engine took; the first engine that did stays noted. Keeps still when it cannot. */
    static void add(Object carrier, Instrumentation engine, List<String> propagators) {
        try {
            note(carrier, engine, propagators);
        } catch (Throwable e) {
            // No memory; the carrier works all the same.
            return;
        }
    }

    private static void note(Object carrier, Instrumentation engine, List<String> propagators) {
        for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            MARKS.remove(gone);
        }
        if (!propagators.isEmpty()) {
            MARKS.putIfAbsent(new Key(carrier), new Mark(new WeakReference<>(engine), Set.copyOf(propagators)));
        }
    }

    /** Whether a propagator of this name took it in another engine, one that is closed or gone too. */
    static boolean isOfAnother(Object carrier, Instrumentation engine, String propagator) {
        Mark mark = MARKS.get(new Key(carrier));
        return mark != null
                && mark.engine().get() != engine
                && mark.propagators().contains(propagator);
    }

    /** An object itself, whatever it calls equal to it. */
    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object carrier) {
            super(carrier, GONE);
            this.hash = System.identityHashCode(carrier);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return this == other || (other instanceof Key key && get() != null && get() == key.get());
        }
    }
}
