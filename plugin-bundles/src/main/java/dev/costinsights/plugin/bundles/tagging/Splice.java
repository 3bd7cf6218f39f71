package dev.costinsights.plugin.bundles.tagging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A piece of a text that becomes another. */
record Splice(int start, int end, String text) {

    /** All of them at once. They must not overlap; of two at one place, the one that takes nothing away comes last. */
    static String apply(String text, List<Splice> splices) {
        List<Splice> sorted = new ArrayList<>(splices);
        sorted.sort(Comparator.comparingInt(Splice::start).thenComparingInt(Splice::end));
        StringBuilder changed = new StringBuilder(text.length() + 1000);
        int at = 0;
        for (Splice splice : sorted) {
            if (splice.start() < at) {
                throw new IllegalArgumentException("splices overlap at " + splice.start());
            }
            changed.append(text, at, splice.start()).append(splice.text());
            at = splice.end();
        }
        return changed.append(text, at, text.length()).toString();
    }
}
