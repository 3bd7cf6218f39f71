package dev.costinsights.workspace.server.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tasks of a run that began together: all of them, or those of a repair. Guarded by the agenda's lock. */
final class Leg {
    final Run run;
    final Instant start;
    /** All that began or will, with later attempts and iterations. */
    final List<TaskRun> tasks = new ArrayList<>();
    /** Those that wait for others, by key. */
    final Map<String, TaskRun> waiting = new LinkedHashMap<>();

    int running;
    boolean over;

    Leg(Run run, Instant start) {
        this.run = run;
        this.start = start;
    }

    void add(TaskRun task) {
        tasks.add(task);
        run.tasks.add(task);
    }
}
