package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.simulation.SimulationPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A simulated period of job runs and pipeline updates: what tables may show of it, and the truth in {@code usage}. */
public record JobCompany(
        List<SimulatedJob> jobs,
        List<ClusterSpec> sharedClusters,
        List<RunOutcome> runs,
        List<CommandOutcome> commands,
        List<SimulatedPipeline> pipelines,
        List<UpdateOutcome> updates,
        List<UsageTruth> usage) {

    /** Deterministic: the same plan gives the same company. */
    public static JobCompany of(SimulationPlan plan) {
        return new Making(plan).company();
    }

    private static final class Making {
        private final SimulationPlan plan;
        private final JobFleet fleet;
        private final Map<ClusterSpec, ClusterPhysics> shared = new LinkedHashMap<>();
        private final Map<ClusterSpec, NodeMeter> meters = new LinkedHashMap<>();
        private final List<RunPlan> runs = new ArrayList<>();
        private final List<People.Session> sessions = new ArrayList<>();
        private final Map<String, RunOutcome> outcomes = new LinkedHashMap<>();
        private final List<UpdateOutcome> updates = new ArrayList<>();
        private final List<UsageTruth> usage = new ArrayList<>();

        Making(SimulationPlan plan) {
            this.plan = plan;
            this.fleet = new JobFleet(plan);
        }

        JobCompany company() {
            for (ClusterSpec spec : fleet.shared()) {
                int index = shared.size();
                meters.put(spec, new NodeMeter(spec, BilledFor.NOTHING));
                ClusterPhysics cluster = new ClusterPhysics(
                        spec, Rng.of(plan.seed(), "simulated-cluster-physics", index), meters.get(spec));
                shared.put(spec, cluster);
                for (People.Session session : People.onCluster(plan, index, fleet.peoplePerCluster())) {
                    sessions.add(session);
                    cluster.ask(session.commands().get(0), session.start());
                }
            }
            RunPlans plans = new RunPlans(plan);
            for (SimulatedJob job : fleet.jobs()) {
                for (int day = 0; day < plan.days(); day++) {
                    plans.of(job, day).forEach(this::run);
                }
            }
            shared.values().forEach(ClusterPhysics::run);
            runs.forEach(run -> outcomes.put(run.id, RunOutcome.of(run)));
            meters.values().forEach(meter -> usage.addAll(meter.usage()));
            List<SimulatedPipeline> pipelines = PipelineFleet.of(plan, fleet.jobs());
            pipelines.forEach(this::run);
            return new JobCompany(
                    List.copyOf(fleet.jobs()),
                    List.copyOf(fleet.shared()),
                    List.copyOf(outcomes.values()),
                    commands(),
                    List.copyOf(pipelines),
                    List.copyOf(updates),
                    List.copyOf(usage));
        }

        private void run(RunPlan run) {
            runs.add(run);
            Rng rng = Rng.of(plan.seed(), "simulated-run-physics", Long.parseLong(run.id));
            switch (run.job.compute()) {
                case OWN_CLUSTER -> {
                    long start = run.start;
                    for (List<Work> attempt : run.attempts) {
                        start = onOwnCluster(run, attempt, start + attempt.get(0).delay, rng);
                    }
                }
                case SERVERLESS -> {
                    ServerlessPhysics compute = new ServerlessPhysics(BilledFor.run(run.job, run.id), rng);
                    long start = run.start;
                    for (List<Work> attempt : run.attempts) {
                        compute.run(attempt.get(0), start + attempt.get(0).delay);
                        start = attempt.get(attempt.size() - 1).ended;
                    }
                    usage.addAll(compute.usage());
                }
                case SHARED_CLUSTER -> {
                    Work last = null;
                    for (List<Work> attempt : run.attempts) {
                        if (last != null) {
                            last.then(attempt.get(0));
                        }
                        last = attempt.get(attempt.size() - 1);
                    }
                    shared.get(run.job.cluster()).ask(run.attempts.get(0).get(0), run.start);
                }
            }
        }

        private long onOwnCluster(RunPlan run, List<Work> attempt, long start, Rng rng) {
            ClusterSpec spec = run.job.cluster().of(rng.hex(16), "job-" + run.job.id() + "-run-" + run.id);
            NodeMeter meter = new NodeMeter(spec, BilledFor.run(run.job, run.id));
            ClusterPhysics cluster = new ClusterPhysics(spec, rng, meter);
            cluster.ask(attempt.get(0), start);
            cluster.run();
            usage.addAll(meter.usage());
            return attempt.get(attempt.size() - 1).ended;
        }

        private void run(SimulatedPipeline pipeline) {
            PipelinePhysics physics = new PipelinePhysics(plan, pipeline);
            if (pipeline.startedBy() == null) {
                physics.schedule();
            } else {
                outcomes.putAll(
                        new PipelineTasks(plan, physics, pipeline.startedBy()).run(List.copyOf(outcomes.values())));
            }
            physics.maintain();
            updates.addAll(physics.updates());
            usage.addAll(physics.usage());
        }

        private List<CommandOutcome> commands() {
            List<CommandOutcome> commands = new ArrayList<>();
            for (People.Session session : sessions) {
                for (Work work : session.commands()) {
                    commands.add(new CommandOutcome(
                            work.id, session.person(), work.cluster, work.asked, work.begun, work.ended));
                }
            }
            return List.copyOf(commands);
        }
    }
}
