package dev.costinsights.workspace.server.activity;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is due when. Nothing happens by itself: whoever is about to look at the workspace calls {@link #settle} first. One
 * lock for all that happens, which those who change the workspace's state take too.
 */
public final class Agenda {
    /** The time of what has not happened. */
    public static final Instant NOT_YET = Instant.parse("9999-12-31T23:59:59Z");

    private record Entry(Instant when, long number, Runnable what) {}

    private final SimulatedClock clock;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::when).thenComparing(Entry::number));
    private long number;
    private Instant moment;

    public Agenda(SimulatedClock clock) {
        this.clock = clock;
        this.moment = clock.instant();
    }

    public synchronized void at(Instant when, Runnable what) {
        entries.add(new Entry(when, number++, what));
    }

    /** The time of what is being done; of the last look at the workspace when nothing is. */
    public synchronized Instant now() {
        return moment;
    }

    /** Does everything that is due by now, in the order of its time. */
    public synchronized Instant settle() {
        Instant now = clock.instant();
        while (!entries.isEmpty() && !entries.peek().when().isAfter(now)) {
            Entry entry = entries.poll();
            moment = entry.when().isAfter(moment) ? entry.when() : moment;
            entry.what().run();
        }
        moment = now.isAfter(moment) ? now : moment;
        return now;
    }
}
