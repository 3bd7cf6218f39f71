package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.facts.Intervals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The elementary segments of an interval: stretches in which the same participants are active. Every segment is divided
 * equally among them (semantics, section 5).
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

    private record Change(long time, boolean begins, int participant) {}

    private SweepLine() {}

    /** The segments of {@code [from, to)} in order; together they are the whole interval. */
    static List<Segment> segments(List<Participant> participants, long from, long to) {
        List<Change> changes = new ArrayList<>();
        for (int p = 0; p < participants.size(); p++) {
            Intervals active = participants.get(p).active();
            for (int i = 0; i < active.count(); i++) {
                long start = Math.max(from, active.start(i));
                long end = Math.min(to, active.end(i));
                if (start < end) {
                    changes.add(new Change(start, true, p));
                    changes.add(new Change(end, false, p));
                }
            }
        }
        changes.sort(Comparator.comparingLong(Change::time));
        List<Segment> segments = new ArrayList<>();
        TreeSet<Integer> active = new TreeSet<>();
        long at = from;
        for (Change change : changes) {
            if (change.time() > at) {
                segments.add(segment(at, change.time(), active));
                at = change.time();
            }
            if (change.begins()) {
                active.add(change.participant());
            } else {
                active.remove(change.participant());
            }
        }
        if (at < to) {
            segments.add(segment(at, to, active));
        }
        return segments;
    }

    private static Segment segment(long start, long end, Set<Integer> active) {
        return new Segment(
                start, end, active.stream().mapToInt(Integer::intValue).toArray());
    }
}
