package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.simulation.SimulationPlan;
import dev.costinsights.workspace.simulation.jobs.RunOutcome.Task;
import dev.costinsights.workspace.simulation.jobs.UpdateOutcome.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last tasks of jobs that start a pipeline's update and wait for it; one whose update fails is tried again once. */
final class PipelineTasks {
    static final String KEY = "refresh";
    private static final long LAUNCH = 2_000;

    private final SimulationPlan plan;
    private final PipelinePhysics pipeline;
    private final SimulatedJob job;

    PipelineTasks(SimulationPlan plan, PipelinePhysics pipeline, SimulatedJob job) {
        this.plan = plan;
        this.pipeline = pipeline;
        this.job = job;
    }

    /** Lets each run of the job that came so far go on with a pipeline task, and returns these runs by their ids. */
    Map<String, RunOutcome> run(List<RunOutcome> runs) {
        Rng rng = Rng.of(plan.seed(), "simulated-pipeline-tasks", job.index());
        Map<String, RunOutcome> longer = new HashMap<>();
        runs.stream()
                .filter(run -> run.job().equals(job) && run.succeeded())
                .sorted(Comparator.comparingLong(RunOutcome::end).thenComparing(RunOutcome::id))
                .forEach(run -> longer.put(run.id(), run.then(tasks(run, rng))));
        return longer;
    }

    private List<Task> tasks(RunOutcome run, Rng rng) {
        List<Task> tasks = new ArrayList<>();
        tasks.add(task(run, run.end() + LAUNCH, rng));
        if (!tasks.get(0).succeeded()) {
            tasks.add(task(run, tasks.get(0).end() + LAUNCH, rng));
        }
        return tasks;
    }

    private Task task(RunOutcome run, long start, Rng rng) {
        String id = RunPlans.id(rng);
        UpdateOutcome update = pipeline.update(start, Cause.JOB_TASK, run.asked(), id);
        return new Task(id, KEY, start, update.start(), update.end(), update.succeeded(), null, update.id());
    }
}
