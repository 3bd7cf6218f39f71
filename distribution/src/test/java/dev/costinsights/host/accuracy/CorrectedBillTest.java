package dev.costinsights.host.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.workspace.company.PriceBook;
import dev.costinsights.workspace.simulation.Billing;
import dev.costinsights.workspace.simulation.Profile;
import dev.costinsights.workspace.simulation.Simulation;
import dev.costinsights.workspace.simulation.SimulationPlan;
import dev.costinsights.workspace.simulation.WarehouseTables;
import dev.costinsights.workspace.simulation.jobs.BilledFor;
import dev.costinsights.workspace.simulation.jobs.JobCompany;
import dev.costinsights.workspace.simulation.jobs.JobTables;
import dev.costinsights.workspace.simulation.jobs.UsageTruth;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bill that is late and corrected comes to in the end. */
final class CorrectedBillTest {
    private static final long SEED = Long.getLong("costinsights.seed", 42);
    private static final int DAYS = Integer.getInteger("costinsights.days", 6);
    private static final int JOBS = Integer.getInteger("costinsights.jobs", 80);
    private static final int MICRO_SCALE = 6;

    private final SimulationPlan plan = new SimulationPlan(SEED, DAYS, JOBS, Accuracy.END, Profile.MIXED);

    @TempDir
    Path folder;

    /** Integers: quantity in 10<sup>-18</sup> and cost in 10<sup>-12</sup>. */
    private record Sum(BigInteger quantity, BigInteger cost) {
        Sum plus(Sum other) {
            return new Sum(quantity.add(other.quantity), cost.add(other.cost));
        }
    }

    /** What one execution, or what nobody, got of one resource. */
    private record Target(String category, String detail, String resource, String type, String id) {}

    @Test
    void everyStatementAndWarehouseCostsWhatItWouldByABillOnTimeWithoutCorrections() throws Exception {
        Simulation simulation = Simulation.of(plan);
        WarehouseTables.write(simulation, Billing.onTime(plan), folder.resolve("right"));
        WarehouseTables.write(simulation, Billing.of(plan), folder.resolve("corrected"));
        areEqual();
    }

    @Test
    void everyRunUpdateAndClusterCostsWhatItWouldByABillOnTimeWithoutCorrections() throws Exception {
        JobCompany company = JobCompany.of(plan);
        JobTables.write(company, Billing.onTime(plan), folder.resolve("right"));
        JobTables.write(company, Billing.of(plan), folder.resolve("corrected"));
        areEqual();
    }

    @Test
    void whatRunsOnComputeOfItsOwnCostsWhatItsUsageCostsByThePricesOfItsTime() throws Exception {
        JobCompany company = JobCompany.of(plan);
        Billing billing = Billing.of(plan);
        JobTables.write(company, billing, folder);
        Map<String, BigInteger> costs = new HashMap<>();
        Accuracy.attribute(folder, DAYS, row -> {
            if (row.category() == Category.DIRECT) {
                costs.merge(billed(row), row.listCost().toBigInteger(), BigInteger::add);
            }
        });
        Map<String, BigInteger> truth = new HashMap<>();
        boolean isCut = false;
        PriceBook prices = billing.prices();
        for (UsageTruth usage : company.usage()) {
            if (!usage.isShared() && usage.start() < Accuracy.END.toEpochMilli()) {
                BigDecimal quantity = BigDecimal.valueOf(usage.microDbu(), MICRO_SCALE);
                BigInteger cost = prices.charges(usage.sku(), usage.start(), usage.end(), quantity)
                        .get("USD");
                truth.merge(billed(usage.billedFor()), cost, BigInteger::add);
                isCut |= prices.isCut(usage.sku(), usage.start(), usage.end());
            }
        }
        assertTrue(isCut, "a price changes inside a record, seed " + SEED);
        assertEquals(truth, costs, "seed " + SEED);
    }

    /** The run, the update or the maintenance. */
    private static String billed(LedgerRow row) {
        boolean isOfRun =
                row.executionType() == ExecutionType.JOB_RUN || row.executionType() == ExecutionType.JOB_TASK_RUN;
        return isOfRun ? row.context().jobRunId() : row.executionId();
    }

    private static String billed(BilledFor billedFor) {
        return billedFor.run() != null
                ? billedFor.run()
                : billedFor.update() != null ? billedFor.update() : billedFor.maintenance();
    }

    private void areEqual() throws InterruptedException {
        Set<RecordType> types = new HashSet<>();
        Map<Target, Sum> right = sums(folder.resolve("right"), types);
        assertEquals(Set.of(RecordType.ORIGINAL), types, "seed " + SEED);
        Map<Target, Sum> corrected = sums(folder.resolve("corrected"), types);
        assertEquals(EnumSet.complementOf(EnumSet.of(RecordType.OTHER)), types, "seed " + SEED);
        right.forEach((target, sum) -> assertEquals(sum, corrected.get(target), () -> "seed " + SEED + ", " + target));
        assertEquals(right.keySet(), corrected.keySet(), "seed " + SEED);
    }

    private static Map<Target, Sum> sums(Path folder, Set<RecordType> types) throws InterruptedException {
        Map<Target, Sum> sums = new HashMap<>();
        Accuracy.attribute(folder, DAYS, row -> {
            types.add(row.charge().recordType());
            sums.merge(target(row), sum(row), Sum::plus);
        });
        return sums;
    }

    private static Target target(LedgerRow row) {
        return new Target(
                row.category().name(),
                row.detail(),
                row.charge().resource().toString(),
                Objects.toString(row.executionType(), null),
                row.executionId());
    }

    private static Sum sum(LedgerRow row) {
        return new Sum(row.quantity().toBigInteger(), row.listCost().toBigInteger());
    }
}
