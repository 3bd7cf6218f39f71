package dev.costinsights.host.accuracy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.attribution.pricing.PriceBook;
import dev.costinsights.core.estimation.BilledWork;
import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.EndedWork;
import dev.costinsights.core.estimation.Estimates;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.estimation.Replay;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.workspace.simulation.Billing;
import dev.costinsights.workspace.simulation.Profile;
import dev.costinsights.workspace.simulation.Simulation;
import dev.costinsights.workspace.simulation.SimulationPlan;
import dev.costinsights.workspace.simulation.StatementOutcome;
import dev.costinsights.workspace.simulation.WarehouseTables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How far estimates of a warehouse's days are off the bill, on simulated companies; prints the rows of docs/accuracy.md. */
final class EstimateAccuracyTest {
    private static final long SEED = Long.getLong("costinsights.seed", 42);
    private static final int DAYS = Integer.getInteger("costinsights.days", 12);
    private static final int JOBS = Integer.getInteger("costinsights.jobs", 120);
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int MICROS_PER_MILLI = 1_000;

    @TempDir
    Path folder;

    /** What the statements of a warehouse's day took together, and what was billed for them. */
    private static final class Day {
        long busyMicros;
        double dbu;
    }

    private record Key(String warehouse, long day) {}

    @ParameterizedTest
    @EnumSource(Profile.class)
    void a_warehouses_day_is_estimated_by_earlier_days(Profile profile) throws Exception {
        SimulationPlan plan = new SimulationPlan(SEED, DAYS, JOBS, Accuracy.END, profile);
        Simulation simulation = Simulation.of(plan);
        WarehouseTables.write(simulation, Billing.of(plan), folder);
        Map<String, Double> billed = Accuracy.ours(folder, DAYS);
        Map<Key, Day> days = new HashMap<>();
        for (StatementOutcome statement : simulation.statements()) {
            long start = statement.arrival() * MICROS_PER_MILLI;
            Day day = days.computeIfAbsent(new Key(statement.warehouse(), start / DAY_MICROS), key -> new Day());
            day.busyMicros += (statement.finish() - statement.arrival()) * MICROS_PER_MILLI;
            day.dbu += billed.getOrDefault(statement.id(), 0.0);
        }
        List<BilledWork> works = new ArrayList<>();
        days.forEach((key, day) -> works.add(work(key, day)));

        Estimates.Errors errors = Replay.of(PriceBook.builder().build(), works, DAY_MICROS)
                .errors()
                .get(EstimationKind.WAREHOUSE);

        System.out.println("| " + profile + " | " + errors.count() + " | " + percent(errors.median()) + " | "
                + percent(errors.ninth()) + " |");
        assertTrue(errors.median().compareTo(new BigDecimal("0.10")) <= 0, () -> "seed " + SEED + ": " + errors);
    }

    private static BilledWork work(Key key, Day day) {
        long start = key.day() * DAY_MICROS;
        EndedWork work = new EndedWork(
                EstimationKind.WAREHOUSE,
                "101",
                key.warehouse(),
                ExecutionType.WAREHOUSE,
                key.toString(),
                new TimeSpan(start, start + day.busyMicros),
                new Compute.Serverless(),
                UsageOrigin.builder().skuName("SQL").build());
        return new BilledWork(work, start + DAY_MICROS, BigDecimal.valueOf(day.dbu));
    }

    private static String percent(BigDecimal part) {
        return part.movePointRight(2).setScale(1, RoundingMode.HALF_EVEN) + " %";
    }
}
