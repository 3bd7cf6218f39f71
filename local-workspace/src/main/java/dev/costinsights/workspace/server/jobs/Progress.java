package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Agenda;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Lets the tasks of runs begin when what they wait for has ended, and again when they failed. Called under the agenda's lock. */
final class Progress {
    private final Agenda agenda;
    private final RunIds ids;
    private final Launcher launcher;
    private final Consumer<Leg> over;

    /** @param over hears when no task of a leg is left */
    Progress(Agenda agenda, RunIds ids, Launcher launcher, Consumer<Leg> over) {
        this.agenda = agenda;
        this.ids = ids;
        this.launcher = launcher;
        this.over = over;
    }

    /** @param wanted the keys of the tasks that are to run; others count as done with their last result */
    Leg begin(Run run, Set<String> wanted, Instant at) {
        Leg leg = new Leg(run, at);
        for (JsonNode spec : run.settings.path("tasks")) {
            if (wanted.contains(spec.path("task_key").asText())) {
                TaskRun task = new TaskRun(ids.next(), (ObjectNode) spec, 0, run.id);
                leg.add(task);
                leg.waiting.put(task.key, task);
            }
        }
        run.leg = leg;
        proceed(leg, at);
        return leg;
    }

    private void proceed(Leg leg, Instant at) {
        List<TaskRun> ready = ready(leg);
        while (!ready.isEmpty()) {
            for (TaskRun task : ready) {
                leg.waiting.remove(task.key);
                begin(leg, task, at);
            }
            ready = ready(leg);
        }
        if (leg.waiting.isEmpty() && leg.running == 0 && !leg.over) {
            leg.over = true;
            // Not at once: whoever began the leg does not know of it yet.
            agenda.at(at, () -> over.accept(leg));
        }
    }

    private static List<TaskRun> ready(Leg leg) {
        Map<String, TaskRun> latest = leg.run.latest();
        List<TaskRun> ready = leg.waiting.values().stream()
                .filter(task -> dependencies(task).stream()
                        .noneMatch(key ->
                                latest.containsKey(key) && latest.get(key).end.equals(Agenda.NOT_YET)))
                .toList();
        // Tasks in a circle wait for each other for ever; Databricks refuses them, here they start at once.
        return ready.isEmpty() && leg.running == 0 ? List.copyOf(leg.waiting.values()) : ready;
    }

    private static List<String> dependencies(TaskRun task) {
        List<String> keys = new ArrayList<>();
        task.spec
                .path("depends_on")
                .forEach(dependency -> keys.add(dependency.path("task_key").asText()));
        return keys;
    }

    private void begin(Leg leg, TaskRun task, Instant at) {
        if (blocked(leg, task)) {
            task.start = at;
            task.end = at;
            task.result = "UPSTREAM_FAILED";
            return;
        }
        leg.running++;
        launcher.start(leg, task, at, (when, succeeded) -> end(leg, task, when, succeeded));
    }

    private static boolean blocked(Leg leg, TaskRun task) {
        Map<String, TaskRun> latest = leg.run.latest();
        return task.spec.path("run_if").asText("ALL_SUCCESS").equals("ALL_SUCCESS")
                && dependencies(task).stream()
                        .map(latest::get)
                        .anyMatch(dependency -> dependency != null && dependency.failed());
    }

    private void end(Leg leg, TaskRun task, Instant at, boolean succeeded) {
        if (leg.over || !task.end.equals(Agenda.NOT_YET)) {
            return;
        }
        task.end(at, succeeded ? "SUCCESS" : "FAILED");
        leg.running--;
        if (task.failed() && task.attempt < task.spec.path("max_retries").asInt(0)) {
            TaskRun again = new TaskRun(ids.next(), task.spec, task.attempt + 1, task.parentId);
            leg.add(again);
            begin(leg, again, at);
        }
        proceed(leg, at);
    }

    /** What has begun ends now, what has not never was. */
    void cancel(Leg leg, Instant now) {
        leg.over = true;
        for (TaskRun task : List.copyOf(leg.tasks)) {
            if (task.start.equals(Agenda.NOT_YET)) {
                leg.tasks.remove(task);
                leg.run.tasks.remove(task);
            } else if (task.end.equals(Agenda.NOT_YET)) {
                task.end(now, "CANCELED");
                task.cancel.run();
            }
        }
        leg.waiting.clear();
        over.accept(leg);
    }
}
