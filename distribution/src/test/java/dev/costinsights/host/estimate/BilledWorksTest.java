package dev.costinsights.host.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.estimation.BilledWork;
import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.WarehouseVersion;
import dev.costinsights.core.model.WorkContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BilledWorksTest {

    private static final long SECOND = TimeSpan.SECOND;
    private static final LocalDate DAY = LocalDate.of(1970, 1, 1);
    private static final TimeSpan WINDOW = new TimeSpan(0, 10_000 * SECOND);

    private final BilledWorks works = new BilledWorks();

    @Test
    void a_runs_hours_count_from_when_the_first_of_its_tasks_had_compute() {
        billed("3");
        run(100, 5_100, "SUCCEEDED");
        // Sliced at the hour; how long it waited stands on its last slice.
        task("load", 4_000, 5_100, 900);
        task("extract", 3_600, 4_000, 300);
        task("extract", 110, 3_600, 0);
        cluster("i3.xlarge", 3);

        BilledWork work = only();

        assertEquals(5_100 - 110 - 300, work.work().active().length() / SECOND);
        assertEquals(
                new Compute.Nodes(Map.of("i3.xlarge", 3), Map.of()), work.work().compute());
        assertEquals(0, new BigDecimal("3").compareTo(work.quantity()));
    }

    @Test
    void a_run_of_which_no_task_is_known_counts_from_its_launch() {
        billed("3");
        run(100, 5_100, "SUCCEEDED");

        assertEquals(5_000, only().work().active().length() / SECOND);
        assertEquals(new Compute.Serverless(), only().work().compute());
    }

    @Test
    void a_cluster_that_changed_has_no_known_nodes() {
        billed("3");
        run(100, 5_100, "SUCCEEDED");
        task("extract", 100, 5_100, 0);
        cluster("i3.xlarge", 3);
        cluster("i3.xlarge", 5);
        cluster("i3.xlarge", 5);

        assertEquals(new Compute.Serverless(), only().work().compute());
    }

    @Test
    void a_warehouse_of_a_task_is_not_what_the_run_is_billed_for() {
        billed("3");
        run(100, 5_100, "SUCCEEDED");
        task("extract", 100, 3_600, 0);
        task("refresh", 3_600, 5_100, 0, "w");
        cluster("i3.xlarge", 3);
        works.warehouse(
                new WarehouseVersion("", "101", "w", null, "PRO", "SMALL", Map.of(), null, 0, TimeSpan.FOREVER));

        assertEquals(
                new Compute.Nodes(Map.of("i3.xlarge", 3), Map.of()),
                only().work().compute());
    }

    @Test
    void a_run_on_a_cluster_and_serverless_has_no_known_nodes() {
        billed("3");
        run(100, 5_100, "SUCCEEDED");
        task("extract", 100, 3_600, 0);
        task("load", 3_600, 5_100, 0, TaskRunSlice.SERVERLESS);
        cluster("i3.xlarge", 3);

        assertEquals(new Compute.Serverless(), only().work().compute());
    }

    @Test
    void a_run_that_goes_on_teaches_nothing() {
        billed("3");
        run(100, 5_100, null);

        assertEquals(List.of(), whole());
    }

    private BilledWork only() {
        assertEquals(1, whole().size());
        return whole().get(0);
    }

    private List<BilledWork> whole() {
        return WholeWorks.of(works.days(), Set.of(DAY));
    }

    private void run(long start, long end, String result) {
        works.jobRun(
                new JobRunSlice("", "101", "j", "r", span(start, end), "JOB_RUN", null, result, Map.of(), null, null));
    }

    private void task(String key, long start, long end, long setup) {
        task(key, start, end, setup, "c");
    }

    private void task(String key, long start, long end, long setup, String compute) {
        works.taskRun(new TaskRunSlice(
                "",
                "101",
                "j",
                "run of " + key,
                "r",
                "r",
                key,
                span(start, end),
                null,
                setup * SECOND,
                Set.of(compute)));
    }

    private void cluster(String type, int count) {
        works.cluster(new ClusterVersion(
                "", "101", "c", "c", null, "JOB", Map.of(), Map.of(type, count), 0, TimeSpan.FOREVER));
    }

    private static TimeSpan span(long start, long end) {
        return new TimeSpan(start * SECOND, end * SECOND);
    }

    private void billed(String quantity) {
        Int128 units = Int128.unscaled(new BigDecimal(quantity), Charge.QUANTITY_SCALE);
        Charge charge = new Charge(
                "record",
                0,
                UsageOrigin.builder()
                        .accountId("account")
                        .workspaceId("101")
                        .skuName("JOBS")
                        .usageUnit("DBU")
                        .build(),
                RecordType.ORIGINAL,
                DAY,
                WINDOW,
                new Resource(ResourceType.CLUSTER, "c"),
                units,
                "USD",
                Int128.ZERO,
                Int128.ZERO,
                PriceSource.LIST,
                ChargeStatus.SETTLED,
                Set.of());
        works.row(new LedgerRow(
                charge,
                Category.DIRECT,
                null,
                ExecutionType.JOB_RUN,
                "r",
                new WorkContext("j", "r", null, null, null, null, null, null),
                Identity.NONE,
                AmountBasis.BILLED_ID,
                units,
                Int128.ZERO,
                Int128.ZERO,
                Int128.ZERO,
                Set.of()));
    }
}
