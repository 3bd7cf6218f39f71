package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.facts.IndexSort;
import dev.costinsights.core.attribution.facts.Intervals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who was on a cluster when. A cluster that runs for a month has thousands of participants and hundreds of charges, and
 * a charge has to do with few of them.
 */
final class Presence {

    private final List<Participant> participants;
    /** Numbers of the participants by the start of their first activity, which is in {@link #starts}. */
    private final int[] byStart;

    private final long[] starts;
    /** The latest end among the participants up to each place. */
    private final long[] latestEnds;

    /** @param participants all of them with some activity */
    Presence(List<Participant> participants) {
        this.participants = participants;
        this.byStart = IndexSort.sorted(participants.size(), (left, right) -> Long.compare(start(left), start(right)));
        this.starts = new long[byStart.length];
        this.latestEnds = new long[byStart.length];
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < byStart.length; i++) {
            starts[i] = start(byStart[i]);
            latest = Math.max(latest, end(byStart[i]));
            latestEnds[i] = latest;
        }
    }

    /** Those that may have been active in {@code [from, to)}, in the order of all; the others were not. */
    List<Participant> between(long from, long to) {
        int first = firstAbove(latestEnds, from);
        int[] found = new int[8];
        int count = 0;
        for (int i = first; i < byStart.length && starts[i] < to; i++) {
            if (end(byStart[i]) > from) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = byStart[i];
            }
        }
        Arrays.sort(found, 0, count);
        List<Participant> present = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            present.add(participants.get(found[i]));
        }
        return present;
    }

    boolean isEmpty() {
        return byStart.length == 0;
    }

    /** When the first of all began; of an empty one the end of time. */
    long firstActivity() {
        return isEmpty() ? Long.MAX_VALUE : starts[0];
    }

    /** When the last of all ended; of an empty one the beginning of time. */
    long lastActivity() {
        return isEmpty() ? Long.MIN_VALUE : latestEnds[byStart.length - 1];
    }

    private long start(int participant) {
        return participants.get(participant).active().start(0);
    }

    private long end(int participant) {
        Intervals active = participants.get(participant).active();
        return active.end(active.count() - 1);
    }

    /** The first place in an ascending array of a number above the given one. */
    private static int firstAbove(long[] ascending, long limit) {
        int from = 0;
        int to = ascending.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ascending[middle] <= limit) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
