package dev.costinsights.workspace.simulation.jobs;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Work that is asked for, by time; what is asked for at the same time, in the order of ids. */
final class Agenda {
    private final PriorityQueue<Work> coming = new PriorityQueue<>(
            Comparator.comparingLong((Work work) -> work.asked).thenComparing(work -> work.id));

    void add(Work work) {
        coming.add(work);
    }

    boolean isEmpty() {
        return coming.isEmpty();
    }

    /** When the next is asked for, or never. */
    long next() {
        return coming.isEmpty() ? Long.MAX_VALUE : coming.peek().asked;
    }

    Work take() {
        return coming.remove();
    }
}
