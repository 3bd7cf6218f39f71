package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.facts.IndexSort;
import dev.costinsights.core.attribution.facts.Intervals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The elementary segments of an interval: stretches in which the same participants are active. Every segment is divided
 * equally among them (method, sections 6 and 7).
 */
final class SweepLine {

    /**
     * A stretch between two changes.
     *
     * @param active numbers of the participants, ascending; empty when nobody is
     */
    record Segment(long start, long end, int[] active) {

        long length() {
            return end - start;
        }
    }

    private SweepLine() {}

    /** The segments of {@code [from, to)} in order; together they are the whole interval. */
    static List<Segment> segments(List<Participant> participants, long from, long to) {
        // What begins stands at even places, and where it ends right after it.
        long[] times = new long[16];
        int[] whose = new int[8];
        int count = 0;
        for (int p = 0; p < participants.size(); p++) {
            Intervals active = participants.get(p).active();
            for (int i = 0; i < active.count(); i++) {
                long start = Math.max(from, active.start(i));
                long end = Math.min(to, active.end(i));
                if (start < end) {
                    if (2 * count == times.length) {
                        times = Arrays.copyOf(times, 4 * count);
                        whose = Arrays.copyOf(whose, 2 * count);
                    }
                    times[2 * count] = start;
                    times[2 * count + 1] = end;
                    whose[count++] = p;
                }
            }
        }
        long[] known = times;
        int[] changes = IndexSort.sorted(2 * count, (left, right) -> Long.compare(known[left], known[right]));
        List<Segment> segments = new ArrayList<>();
        BitSet active = new BitSet(participants.size());
        long at = from;
        for (int change : changes) {
            if (times[change] > at) {
                segments.add(segment(at, times[change], active));
                at = times[change];
            }
            active.set(whose[change / 2], change % 2 == 0);
        }
        if (at < to) {
            segments.add(segment(at, to, active));
        }
        return segments;
    }

    private static Segment segment(long start, long end, BitSet active) {
        int[] numbers = new int[active.cardinality()];
        int number = -1;
        for (int i = 0; i < numbers.length; i++) {
            number = active.nextSetBit(number + 1);
            numbers[i] = number;
        }
        return new Segment(start, end, numbers);
    }
}
