package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Ended;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.activity.Truths;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All jobs and runs that clients made. Every method takes the agenda's lock. */
final class Jobs {
    private final Agenda agenda;
    private final RunIds ids;
    private final RunRows rows;
    private final Progress progress;
    private final Map<Long, Job> jobs = new LinkedHashMap<>();
    private final Map<Long, Run> runs = new LinkedHashMap<>();
    private final Map<Long, Long> runsOfJob = new HashMap<>();
    private final Map<String, Long> runsByToken = new HashMap<>();

    Jobs(Agenda agenda, long seed, Rows rows, Truths truths, Outcomes outcomes, Neighbours neighbours) {
        this.agenda = agenda;
        this.ids = new RunIds(seed);
        this.rows = new RunRows(rows);
        Launcher.Children children = new Launcher.Children() {
            @Override
            public Run start(long job, Map<String, String> parameters, Instant when, long task, Ended ended) {
                return child(job, parameters, when, task, ended);
            }

            @Override
            public void cancel(Run child) {
                Jobs.this.cancel(child.id);
            }
        };
        RunCompute compute = new RunCompute(agenda, seed, new RunBill(rows, truths));
        Launcher launcher = new Launcher(agenda, ids, outcomes, neighbours, children, compute);
        this.progress = new Progress(agenda, ids, launcher, this::over);
    }

    private void over(Leg leg) {
        leg.run.nodes.values().forEach(nodes -> nodes.stop(agenda.now()));
        rows.finished(leg.run, leg.tasks, leg.start);
        if (leg.run.starter != null) {
            leg.run.starter.at(leg.run.end(), leg.run.result().equals("SUCCESS"));
        }
    }

    Job create(ObjectNode settings, String creator) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            Job job = new Job(ids.next(), settings, creator, now);
            jobs.put(job.id(), job);
            rows.job(job, now, null);
            return job;
        }
    }

    void change(long id, ObjectNode settings) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            Job old = get(id);
            Job job = new Job(id, settings, old.creator(), old.created());
            jobs.put(id, job);
            rows.job(job, now, null);
        }
    }

    void delete(long id) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            rows.job(get(id), now, now);
            jobs.remove(id);
        }
    }

    /** @throws ApiError when there is none */
    Job get(long id) {
        synchronized (agenda) {
            Job job = jobs.get(id);
            if (job == null) {
                throw ApiError.missing("Job " + id + " does not exist.");
            }
            return job;
        }
    }

    /** Newest first. */
    List<Job> all() {
        synchronized (agenda) {
            List<Job> all = new ArrayList<>(jobs.values());
            Collections.reverse(all);
            return all;
        }
    }

    /** @param token empty, or the one for which the same run is to be returned when it comes again */
    Run runNow(long jobId, Map<String, String> parameters, ObjectNode overriding, Set<String> only, String token) {
        synchronized (agenda) {
            Run known = known(token);
            if (known != null) {
                return known;
            }
            Job job = get(jobId);
            Run run = run(job, parameters, overriding, agenda.settle(), "ONE_TIME", 0);
            progress.begin(run, only.isEmpty() ? keys(run) : only, run.start);
            remember(token, run);
            return run;
        }
    }

    Run submit(ObjectNode settings, String user, String token) {
        synchronized (agenda) {
            Run known = known(token);
            if (known != null) {
                return known;
            }
            Instant now = agenda.settle();
            long id = ids.next();
            Run.Origin origin = new Run.Origin(
                    ids.next(), settings.path("run_name").asText("Untitled"), "SUBMIT_RUN", "ONE_TIME", user, 0);
            Run run = new Run(id, origin, settings, Map.of(), Json.object(), now, 1);
            runs.put(id, run);
            progress.begin(run, keys(run), now);
            remember(token, run);
            return run;
        }
    }

    private Run child(long jobId, Map<String, String> parameters, Instant when, long taskRunId, Ended ended) {
        Run run = run(get(jobId), parameters, Json.object(), when, "RUN_JOB_TASK", taskRunId);
        run.starter = ended;
        progress.begin(run, keys(run), when);
        return run;
    }

    private Run run(
            Job job, Map<String, String> given, ObjectNode overriding, Instant start, String trigger, long source) {
        Map<String, String> parameters = new LinkedHashMap<>();
        job.settings()
                .path("parameters")
                .forEach(parameter -> parameters.put(
                        parameter.path("name").asText(),
                        parameter.path("default").asText()));
        parameters.putAll(given);
        Run.Origin origin = new Run.Origin(job.id(), job.name(), "JOB_RUN", trigger, job.runAs(), source);
        long number = runsOfJob.merge(job.id(), 1L, Long::sum);
        Run run = new Run(ids.next(), origin, job.settings().deepCopy(), parameters, overriding, start, number);
        runs.put(run.id, run);
        return run;
    }

    /** @return the repair's id */
    long repair(long runId, Set<String> wanted, boolean allFailed, boolean dependents, long latestRepair) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            Run run = getRun(runId);
            if (!run.over(now)) {
                throw ApiError.invalid("Run " + runId + " is still active; it can be repaired when it has ended");
            }
            long last = run.repairs.isEmpty()
                    ? 0
                    : run.repairs.get(run.repairs.size() - 1).id();
            if (last != 0 && latestRepair != last) {
                throw ApiError.invalid("latest_repair_id must be " + last + ", but is " + latestRepair);
            }
            Set<String> keys = new LinkedHashSet<>(wanted);
            if (allFailed) {
                run.latest().values().stream().filter(TaskRun::failed).forEach(task -> keys.add(task.key));
            }
            if (!keys(run).containsAll(keys) || keys.isEmpty()) {
                throw ApiError.invalid("rerun_tasks " + keys + " are not tasks of run " + runId + " to run again");
            }
            if (dependents) {
                addDependents(run, keys);
            }
            run.cancelled = false;
            Run.Repair repair = new Run.Repair(ids.next(), now, progress.begin(run, keys, now).tasks);
            run.repairs.add(repair);
            return repair.id();
        }
    }

    private static void addDependents(Run run, Set<String> keys) {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (var task : run.settings.path("tasks")) {
                for (var dependency : task.path("depends_on")) {
                    if (keys.contains(dependency.path("task_key").asText())) {
                        grown |= keys.add(task.path("task_key").asText());
                    }
                }
            }
        }
    }

    /** Nothing happens when it is over. */
    void cancel(long runId) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            Run run = getRun(runId);
            if (run.over(now)) {
                return;
            }
            run.cancelled = true;
            progress.cancel(run.leg, now);
        }
    }

    void cancelAll(long jobId) {
        synchronized (agenda) {
            allRuns().stream()
                    .filter(run -> jobId == 0 || run.origin.jobId() == jobId)
                    .forEach(run -> cancel(run.id));
        }
    }

    void deleteRun(long runId) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            if (!getRun(runId).over(now)) {
                throw ApiError.invalid("Run " + runId + " is still active; cancel it before deleting it");
            }
            runs.remove(runId);
        }
    }

    /** @throws ApiError when there is none */
    Run getRun(long id) {
        synchronized (agenda) {
            Run run = runs.get(id);
            if (run == null) {
                throw ApiError.missing("Run " + id + " does not exist.");
            }
            return run;
        }
    }

    /** The task run of this id, with its run; null when there is none. */
    Map.Entry<Run, TaskRun> task(long id) {
        synchronized (agenda) {
            for (Run run : runs.values()) {
                for (TaskRun task : run.tasks) {
                    if (task.id == id) {
                        return Map.entry(run, task);
                    }
                }
            }
            return null;
        }
    }

    /** Newest first. */
    List<Run> allRuns() {
        synchronized (agenda) {
            List<Run> all = new ArrayList<>(runs.values());
            Collections.reverse(all);
            return all;
        }
    }

    private static Set<String> keys(Run run) {
        Set<String> keys = new LinkedHashSet<>();
        run.settings
                .path("tasks")
                .forEach(task -> keys.add(task.path("task_key").asText()));
        return keys;
    }

    private Run known(String token) {
        return token.isEmpty() ? null : runs.get(runsByToken.getOrDefault(token, 0L));
    }

    private void remember(String token, Run run) {
        if (!token.isEmpty()) {
            runsByToken.put(token, run.id);
        }
    }
}
