package dev.costinsights.workspace.simulation.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.workspace.simulation.Profile;
import dev.costinsights.workspace.simulation.SimulationPlan;
import dev.costinsights.workspace.simulation.jobs.UpdateOutcome.Cause;
import dev.costinsights.workspace.simulation.jobs.UpdateOutcome.Kind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelinesTest {
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
    private static final long SEED = Long.getLong("costinsights.seed", 42);
    private static final int DAYS = 10;

    private final JobCompany company = JobCompany.of(new SimulationPlan(SEED, DAYS, 200, END, Profile.MIXED));

    @Test
    void updatesOfAPipelineComeOneAfterTheOther() {
        Map<SimulatedPipeline, Long> ends = new HashMap<>();
        for (UpdateOutcome update : company.updates()) {
            assertTrue(update.start() < update.end(), () -> "seed " + SEED + ", " + update);
            Long before = ends.put(update.pipeline(), update.end());
            assertTrue(before == null || before <= update.start(), () -> "seed " + SEED + ", " + update);
        }
        assertEquals(new HashSet<>(company.pipelines()), ends.keySet());
    }

    @Test
    void someUpdatesComputeEverythingSomeFailAndAreTriedAgainAndEveryCauseOccurs() {
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        UpdateOutcome before = null;
        for (UpdateOutcome update : company.updates()) {
            causes.add(update.cause());
            kinds.add(update.kind());
            boolean isRetry = update.cause() == Cause.RETRY_ON_FAILURE;
            assertTrue(!isRetry || !before.succeeded(), "seed " + SEED + ", " + update);
            before = update;
        }
        assertEquals(EnumSet.allOf(Cause.class), causes);
        assertEquals(EnumSet.allOf(Kind.class), kinds);
    }

    @Test
    void everyUpdateAndADailyMaintenanceOfEveryPipelineIsBilledOnComputeOfItsOwn() {
        Map<String, Long> updates = new HashMap<>();
        Set<String> maintenances = new HashSet<>();
        for (UsageTruth usage : company.usage()) {
            if (usage.billedFor().pipeline() != null) {
                assertEquals(usage.billedFor().pipeline().isServerless(), usage.cluster() == null);
                assertTrue(usage.consumed().size() <= 1, () -> "seed " + SEED + ", " + usage);
            }
            if (usage.billedFor().update() != null) {
                updates.merge(usage.billedFor().update(), usage.microDbu(), Long::sum);
            } else if (usage.billedFor().maintenance() != null) {
                maintenances.add(usage.billedFor().maintenance());
            }
        }
        company.updates().forEach(update -> assertTrue(updates.remove(update.id()) > 0, update.id()));
        assertEquals(Map.of(), updates);
        assertEquals(company.pipelines().size() * DAYS, maintenances.size());
    }

    @Test
    void aRunWithAPipelineTaskEndsWithTheUpdateThatItWaitsForAndAskedFor() {
        Map<String, UpdateOutcome> started = new HashMap<>();
        company.updates().forEach(update -> started.put(update.id(), update));
        int tasks = 0;
        for (RunOutcome run : company.runs()) {
            List<RunOutcome.Task> last =
                    run.attempts().get(run.attempts().size() - 1).tasks();
            UpdateOutcome update = started.get(last.get(last.size() - 1).update());
            if (update != null) {
                assertEquals(update.end(), run.end());
                assertEquals(update.succeeded(), run.succeeded());
                assertEquals(run.asked(), update.asked());
                assertEquals(last.get(last.size() - 1).id(), update.taskRun());
                assertEquals(run.job(), update.pipeline().startedBy());
                tasks++;
            }
        }
        assertTrue(tasks > 0, "seed " + SEED);
    }

    @Test
    void whoseUpdatesTheseAreChangesWithTheTagsOfDeployedPipelines() {
        Map<SimulatedPipeline, Set<String>> asked = new HashMap<>();
        for (UpdateOutcome update : company.updates()) {
            if (update.cause() == Cause.API_CALL) {
                assertEquals(update.pipeline().asOf(update.start()).asked(), update.asked());
                asked.computeIfAbsent(update.pipeline(), key -> new HashSet<>()).add(update.asked());
            }
        }
        assertTrue(asked.values().stream().anyMatch(ids -> ids.size() > 1), "seed " + SEED);
    }
}
