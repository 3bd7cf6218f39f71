package dev.costinsights.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.ContextScope;
import dev.costinsights.core.context.ContextScopes;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.tracking.BoundedRecorder;
import dev.costinsights.core.tracking.EventBatch;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionKeeper;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What recording costs a caller's thread: CPU time and bytes for each event, with everything that a wrapper does for it
 * (ask for the context, make the event, record it). Only the caller's own thread is measured, so other work on the machine
 * hardly shows. Run each case in a process of its own.
 */
final class RecordCall {

    private static final int SLICE = 2_000;
    private static final int SLICES = 400;

    private RecordCall() {}

    public static void main(String[] arguments) throws Exception {
        String kind = arguments[0];
        CountDownLatch never = new CountDownLatch(1);
        ExecutionKeeper keeper = new ExecutionKeeper() {
            @Override
            public void keep(EventBatch batch) throws Exception {
                if (kind.equals("hanging")) {
                    never.await();
                }
            }

            @Override
            public void close() {}
        };
        ContextScopes scopes = new ContextScopes(() -> AttributionContext.EMPTY, TagDialect.DAGSTER);
        BoundedRecorder own = kind.equals("none") ? null : new BoundedRecorder(keeper, Clock.systemUTC());
        ExecutionRecorder recorder = own == null ? ExecutionRecorder.NONE : own;
        ContextScope scope = scopes.open(AttributionContext.builder()
                .opaqueId("8f14e45fceea167a5a36dedd4bea2543")
                .orchestrator("dagster")
                .job("nightly_sales_load")
                .run("b7d3c1f0-6f6e-4d8e-9a53-1f0f2f6b0f5e")
                .asset("sales/orders", 1)
                .build());
        ExecutionPlace place = new ExecutionPlace(
                "dbc-1234.cloud.databricks.com", null, ResourceType.WAREHOUSE, "a1b2c3d4e5f60718", "01f0-session");
        String id = "01f0c0ff-ee00-1000-8000-000000000001";
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        double[] nanos = new double[SLICES];
        double[] bytes = new double[SLICES];
        for (int slice = 0; slice < SLICES; slice++) {
            long cpu = threads.getCurrentThreadCpuTime();
            long allocated = threads.getThreadAllocatedBytes(self);
            for (int i = 0; i < SLICE; i++) {
                recorder.record(new ExecutionEvent(
                        ExecutionType.STATEMENT,
                        id,
                        ExecutionPhase.ENDED,
                        ExecutionOutcome.SUCCEEDED,
                        i,
                        5,
                        scopes.context(),
                        place,
                        Map.of()));
            }
            bytes[slice] = (threads.getThreadAllocatedBytes(self) - allocated) / (double) SLICE;
            nanos[slice] = (threads.getCurrentThreadCpuTime() - cpu) / (double) SLICE;
            // As callers do, who wait for a database between two executions.
            Thread.sleep(kind.equals("hanging") ? 1 : 30);
        }
        scope.close();
        Arrays.sort(nanos, SLICES / 4, SLICES);
        Arrays.sort(bytes, SLICES / 4, SLICES);
        int quarter = SLICES / 4 + SLICES * 3 / 16;
        System.out.printf(
                Locale.ROOT,
                "%-8s %6.0f ns %6.0f bytes an event, dropped %d%n",
                kind,
                nanos[quarter],
                bytes[quarter],
                own == null ? 0 : own.stats().dropped());
        System.exit(0);
    }
}
