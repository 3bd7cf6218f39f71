package dev.costinsights.workspace.simulation.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.workspace.simulation.Profile;
import dev.costinsights.workspace.simulation.SimulationPlan;
import dev.costinsights.workspace.simulation.jobs.SimulatedJob.Compute;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobCompanyTest {
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
    private static final long SEED = Long.getLong("costinsights.seed", 42);
    private static final long HOUR = 3_600_000;

    private static SimulationPlan plan(long seed, Profile profile) {
        return new SimulationPlan(seed, 5, 60, END, profile);
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = "BUSY", mode = EnumSource.Mode.EXCLUDE)
    void whatWasConsumedAndWhatWasIdleIsWhatIsBilled(Profile profile) {
        JobCompany company = JobCompany.of(plan(SEED, profile));
        assertFalse(company.usage().isEmpty());
        for (UsageTruth usage : company.usage()) {
            long consumed = usage.consumed().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertEquals(usage.microDbu(), consumed + usage.idle(), () -> "seed " + SEED + ", " + usage);
            assertTrue(usage.idle() >= 0 && usage.microDbu() > 0, () -> "seed " + SEED + ", " + usage);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = "BUSY", mode = EnumSource.Mode.EXCLUDE)
    void equalPlansGiveEqualCompanies(Profile profile) {
        JobCompany first = JobCompany.of(plan(SEED, profile));
        assertEquals(first, JobCompany.of(plan(SEED, profile)), "seed " + SEED);
        assertNotEquals(first, JobCompany.of(plan(SEED + 1, profile)), "seed " + SEED);
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = "BUSY", mode = EnumSource.Mode.EXCLUDE)
    void aFixedClusterIsBilledForItsNodesWhileItIsUp(Profile profile) {
        int fixed = 0;
        for (UsageTruth usage : JobCompany.of(plan(SEED, profile)).usage()) {
            ClusterSpec cluster = usage.cluster();
            if (cluster != null && cluster.minWorkers() == cluster.maxWorkers()) {
                boolean isOneRecord = cluster.driver().equals(cluster.worker());
                boolean isDriver = usage.nodeType().equals(cluster.driver());
                int nodes = isOneRecord ? cluster.minWorkers() + 1 : isDriver ? 1 : cluster.minWorkers();
                long units =
                        (usage.end() - usage.start()) * nodes * usage.nodeType().milliDbuPerHour();
                assertEquals(units / 3_600, usage.microDbu(), () -> "seed " + SEED + ", " + usage);
                assertEquals(usage.start() / HOUR, (usage.end() - 1) / HOUR, () -> "seed " + SEED + ", " + usage);
                fixed++;
            }
        }
        assertTrue(fixed > 0, "seed " + SEED);
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = "BUSY", mode = EnumSource.Mode.EXCLUDE)
    void everyTaskRunsWhenItsClusterIsBilledAndConsumes(Profile profile) {
        JobCompany company = JobCompany.of(plan(SEED, profile));
        Map<String, Long> consumed = new HashMap<>();
        company.usage()
                .forEach(usage -> usage.consumed().forEach((id, micros) -> consumed.merge(id, micros, Long::sum)));
        Set<String> updates = company.updates().stream().map(UpdateOutcome::id).collect(Collectors.toSet());
        Set<Compute> seen = new HashSet<>();
        for (RunOutcome run : company.runs()) {
            for (RunOutcome.Attempt attempt : run.attempts()) {
                for (RunOutcome.Task task : attempt.tasks()) {
                    String place = "seed " + SEED + ", " + run;
                    assertTrue(task.start() <= task.begun() && task.begun() < task.end(), place);
                    assertTrue(attempt.start() <= task.start() && task.end() <= attempt.end(), place);
                    assertNotEquals(consumed.containsKey(task.id()), updates.contains(task.update()), place);
                    assertEquals(
                            task.cluster() == null,
                            task.update() != null || run.job().compute() == Compute.SERVERLESS,
                            place);
                }
            }
            seen.add(run.job().compute());
        }
        assertEquals(Set.of(Compute.values()), seen, "seed " + SEED);
        company.commands().forEach(command -> assertTrue(consumed.containsKey(command.id())));
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = "BUSY", mode = EnumSource.Mode.EXCLUDE)
    void someRunsAreRepairedAndSomeTasksRetried(Profile profile) {
        JobCompany company = JobCompany.of(new SimulationPlan(SEED, 10, 200, END, profile));
        assertTrue(company.runs().stream().anyMatch(run -> run.attempts().size() == 2), "seed " + SEED);
        assertTrue(
                company.runs().stream()
                        .flatMap(run -> run.attempts().stream())
                        .anyMatch(attempt ->
                                attempt.succeeded() && attempt.tasks().stream().anyMatch(task -> !task.succeeded())),
                "seed " + SEED);
    }
}
