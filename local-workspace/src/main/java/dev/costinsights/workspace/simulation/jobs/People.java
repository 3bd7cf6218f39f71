package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.simulation.SimulationPlan;
import java.util.ArrayList;
import java.util.List;

/** What people run on a shared cluster: sessions of commands with thinking between them. */
final class People {
    private static final long DAY = 86_400_000L;
    private static final double COMES_TO_WORK = 0.7;

    /** A session, from its first command on. */
    record Session(String person, long start, List<Work> commands) {}

    private People() {}

    static List<Session> onCluster(SimulationPlan plan, int cluster, int people) {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            String person = Company.PEOPLE.get((cluster * 7 + i) % Company.PEOPLE.size());
            for (int day = 0; day < plan.days(); day++) {
                long midnight = plan.startMillis() + day * DAY;
                Rng rng = Rng.of(plan.seed(), "simulated-person", cluster, i, day);
                boolean isWeekend = (midnight / DAY + 3) % 7 >= 5;
                if (!isWeekend && rng.chance(COMES_TO_WORK)) {
                    long at = midnight + 8 * NodeMeter.HOUR + rng.below(8 * NodeMeter.HOUR);
                    sessions.add(new Session(person, at, commands(rng)));
                }
            }
        }
        return sessions;
    }

    private static List<Work> commands(Rng rng) {
        List<Work> commands = new ArrayList<>();
        int count = rng.between(10, 60);
        for (int i = 0; i < count; i++) {
            long thinking = (long) (1_000 * Math.min(1_800, rng.logNormal(60, 1.2)));
            int cores = rng.between(1, 32);
            long work = 1 + (long) (1_000 * cores * Math.min(3_600, rng.logNormal(20, 1.5)));
            List<Stage> stages = List.of(new Stage(300 + rng.below(2_000), 1), new Stage(work, cores));
            Work command = new Work(rng.statementId(), "", true, stages, thinking);
            if (i > 0) {
                commands.get(i - 1).then(command);
            }
            commands.add(command);
        }
        return commands;
    }
}
