package dev.costinsights.core;

import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.statement;
import static dev.costinsights.core.oracle.Fixtures.warehouseUsage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.ExecutionSettler;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.core.spi.PluginContext;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the launch of an execution to its row in the ledger. */
@SuppressWarnings("try")
class RecordingTest {

    private static final ExecutionPlace PLACE =
            new ExecutionPlace("adb-101.7.azuredatabricks.net", null, null, "w1", null);

    @TempDir
    Path folder;

    private ExecutionRecorder recorder;
    private final List<ExecutionEvent> asked = new ArrayList<>();
    private boolean answers = true;
    private RuntimeException failure;

    @Test
    void whatWasRecordedIsFoundOnTheBillAfterARestart() throws Exception {
        try (CostInsights insights = engine()) {
            recorder.record(event("s1", ExecutionPhase.LAUNCHED));
        }
        List<LedgerRow> rows = new ArrayList<>();
        try (CostInsights insights = engine()) {
            insights.attribute(Bill.options().build(), rows::add);
        }

        LedgerRow row = rows.stream()
                .filter(one -> one.executionType() == ExecutionType.STATEMENT)
                .findFirst()
                .orElseThrow();
        assertEquals(IdentityBasis.HANDLE, row.identity().basis());
        assertEquals("o-1", row.identity().context().opaqueId());
    }

    @Test
    void openExecutionsAreSettledThroughThePlugin() throws Exception {
        try (CostInsights insights = engine()) {
            recorder.record(event("s1", ExecutionPhase.LAUNCHED));
            recorder.record(event("s2", ExecutionPhase.LAUNCHED));
            recorder.record(event("s2", ExecutionPhase.ENDED));
        }
        try (CostInsights insights = engine()) {
            insights.settleOpenExecutions(100);
        }
        assertEquals(List.of("s1"), asked.stream().map(ExecutionEvent::id).toList());
        try (CostInsights insights = engine()) {
            asked.clear();
            insights.settleOpenExecutions(100);
        }
        assertEquals(List.of(), asked);
    }

    @Test
    void executionsThatNobodyCanSettleDoNotHoldUpTheOthers() throws Exception {
        try (CostInsights insights = engine()) {
            for (int i = 0; i < 5; i++) {
                recorder.record(event("s" + i, ExecutionPhase.LAUNCHED));
            }
        }
        answers = false;
        try (CostInsights insights = engine()) {
            for (int i = 0; i < 4; i++) {
                insights.settleOpenExecutions(2);
            }
        }
        assertEquals(
                List.of("s0", "s1", "s2", "s3", "s4", "s0", "s1"),
                asked.stream().map(ExecutionEvent::id).toList());
    }

    @Test
    void aSettlerThatFailsIsNamedWithItsPluginAndTheCodeThatItGave() throws Exception {
        try (CostInsights insights = engine()) {
            recorder.record(event("s1", ExecutionPhase.LAUNCHED));
        }
        try (CostInsights insights = engine()) {
            failure = new CostInsightsException(ErrorCode.PERMISSION, "the token may not see runs");
            CostInsightsException thrown =
                    assertThrows(CostInsightsException.class, () -> insights.settleOpenExecutions(10));
            assertEquals(ErrorCode.PERMISSION, thrown.code());
            assertEquals(
                    "open executions cannot be settled: settler STATEMENT of plugin test: the token may not see runs",
                    thrown.getMessage());

            failure = new IllegalStateException("oops");
            assertEquals(
                    ErrorCode.INTERNAL,
                    assertThrows(CostInsightsException.class, () -> insights.settleOpenExecutions(10))
                            .code());
        }
    }

    @Test
    void nothingLessThanOneExecutionCanBeAskedFor() {
        try (CostInsights insights = engine()) {
            for (int most : List.of(0, -1)) {
                assertEquals(
                        ErrorCode.CONFIGURATION,
                        assertThrows(CostInsightsException.class, () -> insights.settleOpenExecutions(most))
                                .code());
            }
        }
    }

    @Test
    void anEngineWithoutAJournalRecordsNothingAndSettlesNothing() throws Exception {
        try (CostInsights insights = CostInsights.builder().install(plugin()).build()) {
            recorder.record(event("s1", ExecutionPhase.LAUNCHED));
            insights.settleOpenExecutions(100);
            assertEquals(0, insights.recorderStats().orElseThrow().accepted());
        }
        assertEquals(List.of(), asked);
    }

    @Test
    void settingsOfTheRecordingAreChecked() {
        for (Map.Entry<String, Map<String, String>> wrong : Map.of(
                        "setting recording.url is 'ftp://x'", Map.of("recording.url", "ftp://x"),
                        "setting recording.ulr is read by nobody", Map.of("recording.ulr", "http://x"),
                        "setting recording.bytes is '5'", Map.of("recording.bytes", "5"))
                .entrySet()) {
            CostInsights.Builder builder = CostInsights.builder().config(Config.of(wrong.getValue()));
            String message =
                    assertThrows(CostInsightsException.class, builder::build).getMessage();
            assertTrue(message.startsWith(wrong.getKey()), message);
        }
    }

    @Test
    void aHostsAddressWithASecretIsRefusedAndNotRepeated() {
        for (String url : List.of(
                "ftp://user:secret@h",
                "http://user:secret@h:80",
                "http://user:sec/ret@h:80",
                "user:secret@h",
                "secret@h//x",
                "http://h?token=secret",
                "http://h h#secret")) {
            CostInsights.Builder builder = CostInsights.builder().config(Config.of(Map.of("recording.url", url)));
            CostInsightsException refusal = assertThrows(CostInsightsException.class, builder::build, url);
            for (Throwable e = refusal; e != null; e = e.getCause()) {
                assertFalse(e.toString().contains("secret") || e.toString().contains("sec/ret"), e.toString());
            }
        }
    }

    @Test
    void aHostThatDoesNotAnswerIsSeenInTheStatistics() {
        try (CostInsights insights = CostInsights.builder()
                .config(Config.of(Map.of("recording.url", "http://127.0.0.1:1", "recording.token", "secret")))
                .build()) {
            assertTrue(insights.recorderStats().orElseThrow().alive());
            assertFalse(insights.recorderStats().orElseThrow().toString().contains("secret"));
        }
    }

    private CostInsights engine() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.toAbsolutePath().resolve("journal"));
        return CostInsights.builder().install(plugin()).journal(database).build();
    }

    private CostInsightsPlugin plugin() {
        return new CostInsightsPlugin() {
            @Override
            public String id() {
                return "test";
            }

            @Override
            public void install(PluginContext context) {
                recorder = context.recorder();
                context.register(new CostSource() {
                    @Override
                    public String name() {
                        return "bill";
                    }

                    @Override
                    public void collect(CollectionRequest request, FactSink facts) {
                        Bill.of(
                                        warehouseUsage("u1", "w1").during("10:00", "11:00"),
                                        aDollar(),
                                        statement("s1", "10:00", "10:10").onWarehouse("w1"))
                                .deliver(facts);
                    }
                });
                context.register(new ExecutionSettler() {
                    @Override
                    public ExecutionType type() {
                        return ExecutionType.STATEMENT;
                    }

                    @Override
                    public void settle(List<ExecutionEvent> open, ExecutionRecorder to) {
                        asked.addAll(open);
                        if (failure != null) {
                            throw failure;
                        }
                        if (answers) {
                            open.forEach(one -> to.record(event(one.id(), ExecutionPhase.ENDED)));
                        }
                    }
                });
            }
        };
    }

    private static ExecutionEvent event(String id, ExecutionPhase phase) {
        return new ExecutionEvent(
                ExecutionType.STATEMENT,
                id,
                phase,
                ExecutionOutcome.UNKNOWN,
                0,
                -1,
                AttributionContext.builder().opaqueId("o-1").build(),
                PLACE,
                Map.of());
    }
}
