package dev.costinsights.workspace.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
    private static final long SEED = Long.getLong("costinsights.seed", 42);

    private static SimulationPlan plan(long seed, Profile profile) {
        return new SimulationPlan(seed, 5, 60, END, profile);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void whatWasOccupiedAndWhatWasIdleIsWhatIsBilled(Profile profile) {
        Simulation company = Simulation.of(plan(SEED, profile));
        assertFalse(company.truth().isEmpty());
        for (Truth record : company.truth()) {
            long occupied = record.occupied().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertEquals(
                    record.capacity(),
                    record.idle() + occupied,
                    () -> "seed " + SEED + ", " + record.warehouse() + ", hour " + record.hourStart());
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void equalPlansGiveEqualCompanies(Profile profile) {
        Simulation first = Simulation.of(plan(SEED, profile));
        assertEquals(first, Simulation.of(plan(SEED, profile)), "seed " + SEED);
        assertNotEquals(first, Simulation.of(plan(SEED + 1, profile)), "seed " + SEED);
    }

    @Test
    void busyWarehousesQueueScaleOutAndAreSharedByManyStatements() {
        Simulation busy = Simulation.of(new SimulationPlan(SEED, 5, 250, END, Profile.BUSY));
        long waited = busy.statements().stream()
                .filter(statement -> statement.waitingAtCapacity() > 0)
                .count();
        assertTrue(waited * 10 > busy.statements().size(), "seed " + SEED + ": " + waited);
        assertTrue(
                busy.changes().stream()
                                .filter(change -> change.event().equals("SCALED_UP"))
                                .count()
                        > 10,
                "seed " + SEED);
        long capacity = busy.truth().stream().mapToLong(Truth::capacity).sum();
        long idle = busy.truth().stream().mapToLong(Truth::idle).sum();
        assertTrue(idle * 2 < capacity, "seed " + SEED + ": " + idle + " of " + capacity);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void everyStatementOccupiesAtLeastTheWorkItDidAndIsNeverFasterThanItCan(Profile profile) {
        Simulation company = Simulation.of(plan(SEED, profile));
        Map<String, Long> occupied = new HashMap<>();
        for (Truth record : company.truth()) {
            record.occupied().forEach((id, part) -> occupied.merge(id, part, Long::sum));
        }
        int perRun = 5 + profile.viewsPerJobRun * profile.statementsPerView;
        assertEquals(5 * 60 * perRun, company.statements().size());
        for (StatementOutcome statement : company.statements()) {
            String place = "seed " + SEED + ", " + statement;
            assertTrue(statement.waitingForCompute() >= 0, place);
            assertTrue(statement.waitingAtCapacity() >= 0, place);
            // One part is a thousandth of a cluster for a millisecond; one is lost to rounding down in each segment at
            // most.
            assertTrue(occupied.get(statement.id()) >= statement.trueWork() * 0.99, place);
            // A statement has a whole cluster at most.
            assertTrue(statement.execution() * 1000 + 1000 >= statement.trueWork() - 4_000, place);
        }
    }
}
