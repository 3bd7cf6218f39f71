package dev.costinsights.workspace.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.WarehouseSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A warehouse that is told of statements one by one, while its time goes on. */
class WarehousePhysicsTest {
    private static final long HOUR = 3_600_000;
    private static final long NOON = 12 * HOUR;

    /** What happened to a warehouse. */
    private static final class Kept implements WarehouseLog {
        final List<ClusterChange> changes = new ArrayList<>();
        final List<StatementOutcome> statements = new ArrayList<>();
        final List<Truth> records = new ArrayList<>();

        @Override
        public void changed(ClusterChange change) {
            changes.add(change);
        }

        @Override
        public void finished(StatementOutcome statement) {
            statements.add(statement);
        }

        @Override
        public void metered(Truth truth) {
            records.add(truth);
        }

        List<String> events() {
            return changes.stream()
                    .map(change -> change.event() + ' ' + change.clusters() + ' ' + (change.time() - NOON) / 1000)
                    .toList();
        }

        StatementOutcome statement(String id) {
            return statements.stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final Kept kept = new Kept();
    private final WarehousePhysics warehouse = physics(kept);

    private static WarehousePhysics physics(Kept kept) {
        return new WarehousePhysics(spec(WarehouseSize.S, 3), Rng.of(1, "test"), kept);
    }

    private static WarehouseSpec spec(WarehouseSize size, int most) {
        return new WarehouseSpec("w", "w", "o", true, size, 1, most, 6_000, 600_000);
    }

    /** A statement that takes a whole cluster for so many seconds, or one of ten that do so for ten times as long. */
    private static Demand demand(String id, long at, long seconds) {
        return new Demand(id, at, null, null, null, 30, seconds * 1_000_000, 1_000, 10);
    }

    @Test
    void inWhateverStepsItsTimeGoesOnTheSameHappens() {
        Random random = new Random(7);
        List<Demand> demands = new ArrayList<>();
        long at = NOON;
        for (int i = 0; i < 300; i++) {
            at += random.nextInt(3) == 0 ? 0 : random.nextInt(i % 50 == 0 ? 3_000_000 : 20_000);
            demands.add(demand("s" + i, at, 1 + random.nextInt(60)));
        }
        demands.forEach(warehouse::submit);
        warehouse.advance(at + 10 * HOUR);
        Kept other = new Kept();
        WarehousePhysics inSteps = physics(other);
        for (Demand demand : demands) {
            for (long moment = demand.arrival() - random.nextInt(30_000); moment < demand.arrival(); ) {
                inSteps.advance(moment);
                moment += 1 + random.nextInt(10_000);
            }
            inSteps.submit(demand);
        }
        while (inSteps.next() != WarehousePhysics.NEVER) {
            inSteps.advance(inSteps.next());
        }

        assertEquals(kept.statements, other.statements);
        assertEquals(kept.changes, other.changes);
        assertEquals(kept.records, other.records);
        assertEquals(300, kept.statements.size());
        assertTrue(kept.events().toString().contains("SCALED_UP 3"), kept.events()::toString);
    }

    @Test
    void whatIsStartedWithoutAStatementIsUpUntilItWasIdleLongEnough() {
        warehouse.start(NOON);
        assertTrue(warehouse.isStarting());
        warehouse.advance(NOON + HOUR);

        assertEquals(List.of("STARTING 0 0", "RUNNING 1 6", "STOPPED 0 606"), kept.events());
        assertEquals(1, kept.records.size());
        assertEquals(600_000_000, kept.records.get(0).idle());
    }

    @Test
    void aStatementThatIsCancelledFreesItsPlaceAndHasConsumedWhatItGotUntilThen() {
        for (int i = 0; i < 11; i++) {
            warehouse.submit(demand("s" + i, NOON, 100));
        }
        warehouse.advance(NOON + 7_000);
        assertEquals(Set.of("s10"), warehouse.waiting());
        warehouse.cancel("s0", NOON + 8_000);
        assertEquals(Set.of(), warehouse.waiting(), "it runs in the place of the other");
        warehouse.cancel("s10", NOON + 9_000);
        warehouse.advance(NOON + 2 * HOUR);

        StatementOutcome cancelled = kept.statement("s0");
        assertEquals(NOON + 8_000, cancelled.finish());
        assertTrue(cancelled.trueWork() < 1_000_000, cancelled::toString);
        assertEquals(6_000, cancelled.waitingForCompute());
        assertEquals(2_000, kept.statement("s10").waitingAtCapacity());
        assertTrue(kept.records.get(0).occupied().get("s0") > 0, kept.records::toString);
    }

    @Test
    void aStatementThatIsWrongIsCompiledAndNotExecuted() {
        warehouse.submit(demand("wrong", NOON, 100));
        warehouse.shorten("wrong", NOON);
        warehouse.advance(NOON + HOUR);

        assertEquals(30, kept.statement("wrong").trueWork());
        assertEquals(0, kept.statement("wrong").execution());
        assertTrue(kept.statement("wrong").compilation() > 0);
    }

    @Test
    void stoppingEndsWhatRunsAndWhatWaits() {
        for (int i = 0; i < 12; i++) {
            warehouse.submit(demand("s" + i, NOON, 100));
        }
        warehouse.stop(NOON + 10_000);

        assertEquals(0, warehouse.clusters());
        assertEquals(12, kept.statements.size());
        assertTrue(kept.statements.stream().allMatch(one -> one.finish() == NOON + 10_000));
        assertEquals(HOUR + NOON, warehouse.next(), "what is left is the bill of the hour");
    }

    @Test
    void anotherSizeIsARecordOfItsOwn() {
        warehouse.submit(demand("s", NOON, 1_200));
        warehouse.configure(spec(WarehouseSize.L, 3), NOON + 606_000);
        warehouse.advance(NOON + HOUR);

        assertEquals(
                List.of("12 600", "40 1200"),
                kept.records.stream()
                        .map(one -> one.dbuPerHour() + " " + one.capacity() / 1_000_000)
                        .toList());
    }

    @Test
    void fewerClustersAtMostAreFewerAtOnce() {
        for (int i = 0; i < 25; i++) {
            warehouse.submit(demand("s" + i, NOON, 100));
        }
        warehouse.advance(NOON + 60_000);
        assertEquals(3, warehouse.clusters());
        warehouse.configure(spec(WarehouseSize.S, 1), NOON + 60_000);
        assertEquals(1, warehouse.clusters());
        warehouse.advance(NOON + 20 * HOUR);
        assertEquals(25, kept.statements.size());
    }
}
