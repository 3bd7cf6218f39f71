package dev.costinsights.core.oracle;

import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.PipelineVersion;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Jobs, runs, tasks, pipelines and updates of one workspace; the same ids appear in all workspaces. */
final class RandomWork {

    static final int RUNS = 4;
    static final int UPDATES = 3;

    private static final int TASKS = 7;

    private final Dice dice;
    private final RandomTags tags;
    private final String account;
    private final String workspace;
    private final Set<SystemTable> readable;
    private final List<Fact> facts = new ArrayList<>();

    private RandomWork(Dice dice, String account, String workspace, Set<SystemTable> readable) {
        this.dice = dice;
        this.tags = new RandomTags(dice);
        this.account = account;
        this.workspace = workspace;
        this.readable = readable;
    }

    static List<Fact> of(Dice dice, String account, String workspace, Set<SystemTable> readable) {
        RandomWork work = new RandomWork(dice, account, workspace, readable);
        work.everything();
        return work.facts;
    }

    static String runId(int run) {
        return "r" + run;
    }

    static String jobOf(int run) {
        return "j" + run % 2;
    }

    static String taskId(int task) {
        return "t" + task;
    }

    static int runOfTask(int task) {
        return task % RUNS;
    }

    static String updateId(int update) {
        return "x" + update;
    }

    static String pipelineOf(int update) {
        return "p" + update % 2;
    }

    static int randomTask(Dice dice) {
        return dice.below(TASKS);
    }

    private void everything() {
        if (readable.contains(SystemTable.LAKEFLOW_JOBS)) {
            versions(jobOf(0), true);
            versions(jobOf(1), true);
        }
        if (readable.contains(SystemTable.LAKEFLOW_PIPELINES)) {
            versions(pipelineOf(0), false);
            versions(pipelineOf(1), false);
        }
        for (int object = 0; object < 2; object++) {
            links(ExecutionType.JOB, jobOf(object));
            links(ExecutionType.PIPELINE, pipelineOf(object));
        }
        for (int run = 0; run < RUNS; run++) {
            if (readable.contains(SystemTable.LAKEFLOW_JOB_RUN_TIMELINE) && dice.chance(70)) {
                run(run);
            }
        }
        for (int task = 0; task < TASKS; task++) {
            if (readable.contains(SystemTable.LAKEFLOW_JOB_TASK_RUN_TIMELINE) && dice.chance(60)) {
                task(task);
            }
        }
        for (int update = 0; update < UPDATES; update++) {
            if (readable.contains(SystemTable.LAKEFLOW_PIPELINE_UPDATE_TIMELINE) && dice.chance(60)) {
                update(update);
            }
        }
    }

    /** How a job or pipeline changed; never twice at one instant. */
    private void versions(String id, boolean isJob) {
        Set<Long> changes = new HashSet<>();
        for (int i = dice.between(0, 3); i > 0; i--) {
            long changed = dice.time();
            if (changes.add(changed)) {
                long deleted = dice.chance(80) ? TimeSpan.FOREVER : changed + 1;
                Map<String, String> current = tags.tags();
                String runAs = dice.pick("jim", null);
                String path = dice.pick("/Users/a/.bundle/etl/prod/state/metadata.json", "/odd", null);
                facts.add(
                        isJob
                                ? Fact.of(new JobVersion(
                                        account, workspace, id, "name", runAs, current, "BUNDLE", path, changed,
                                        deleted))
                                : Fact.of(new PipelineVersion(
                                        account, workspace, id, "name", runAs, current, changed, deleted)));
            }
        }
    }

    /** Deployments that a job or pipeline came from; never two at one instant. */
    private void links(ExecutionType type, String id) {
        Set<Long> moments = new HashSet<>();
        for (int i = dice.between(0, 2); i > 0; i--) {
            long since = dice.time();
            if (moments.add(since)) {
                String target = dice.pick("prod", "dev", "test");
                facts.add(Fact.of(new BundleLink(workspace, type, id, "linked", target, "main", null, since)));
            }
        }
    }

    private void run(int run) {
        Map<String, String> parameters = dice.chance(60) ? Map.of() : tags.tags();
        String name = tags.runName();
        String starter = dice.chance(40) ? taskId(randomTask(dice)) : null;
        String type = dice.chance(85) ? "JOB_RUN" : "WORKFLOW_RUN";
        slices().forEach(slice -> facts.add(Fact.of(new JobRunSlice(
                account, workspace, jobOf(run), runId(run), slice, type, name, null, parameters, starter, starter))));
    }

    private void task(int task) {
        int run = runOfTask(task);
        int other = randomTask(dice);
        String parent = dice.chance(20) && other != task ? taskId(other) : runId(run);
        Set<String> clusters = new TreeSet<>();
        if (dice.chance(60)) {
            clusters.add(dice.pick("c1", "c2"));
        }
        if (dice.chance(30)) {
            clusters.add(dice.pick("c1", "c2", "w1", TaskRunSlice.SERVERLESS));
        }
        slices().forEach(slice -> facts.add(Fact.of(new TaskRunSlice(
                account,
                workspace,
                jobOf(run),
                taskId(task),
                runId(run),
                parent,
                "key" + task % 3,
                slice,
                null,
                0,
                Set.copyOf(clusters)))));
    }

    private void update(int update) {
        boolean byJob = dice.chance(60);
        int task = randomTask(dice);
        String runAs = dice.pick("pia", null);
        slices().forEach(slice -> facts.add(Fact.of(new PipelineUpdateSlice(
                account,
                workspace,
                pipelineOf(update),
                updateId(update),
                slice,
                runAs,
                byJob ? jobOf(runOfTask(task)) : null,
                byJob ? taskId(task) : null))));
    }

    private List<TimeSpan> slices() {
        List<TimeSpan> slices = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            slices.add(dice.span());
        }
        return slices;
    }
}
