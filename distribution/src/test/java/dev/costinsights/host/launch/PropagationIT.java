package dev.costinsights.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.Task;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.testkit.WorkspaceExtension;
import dev.costinsights.workspace.server.WorkspaceOptions;
import dev.costinsights.workspace.simulation.company.Consumption;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is launched through every door is found in the ledger under its opaque id, job, run and asset: launched with the real
 * SDK and driver, billed by the local workspace, read back by the packed host's backfill. Twice: by a service that records
 * with a host, and by one that records nothing, of which only the tags tell.
 */
final class PropagationIT {

    @RegisterExtension
    static final WorkspaceExtension WORKSPACE =
            WorkspaceExtension.with(WorkspaceOptions.small().withDays(1).withJobs(0));

    private static final Map<String, String> CHANNELS =
            Map.of("jobs.run_name", "true", "jobs.job_parameters", "true", "sql.connect_tags", "true");

    @TempDir
    static Path folder;

    private static PackagedHost host;
    private static List<JsonNode> ledger;
    private static String elsewhere;

    @BeforeAll
    static void launchThroughEveryDoorAndReadTheBill() throws Exception {
        host = new PackagedHost(
                folder,
                Map.of(
                        "DATABRICKS_HOST", WORKSPACE.host(),
                        "DATABRICKS_TOKEN", WORKSPACE.token(),
                        "COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID", WORKSPACE.warehouseId()));
        Map<String, String> recording = new HashMap<>(CHANNELS);
        recording.put("recording.url", host.serve());
        launch("recorded", recording);
        launch("unrecorded", CHANNELS);
        elsewhere = launchWithoutUs();
        try (Clients clients = new Clients(WORKSPACE, Map.of())) {
            BundleLaunch.run(host, clients, context("bundle", "etl"), folder);
        }
        WORKSPACE.workspace().clock().advance(Duration.ofHours(5));
        host.run("backfill", "--start", "2026-11-01", "--end", "2026-11-02");
        Path out = folder.resolve("ledger");
        host.run(
                "ledger", "--start", "2026-11-01", "--end", "2026-11-02", "--format", "jsonl", "--out", out.toString());
        ledger = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(out.resolve("ledger.jsonl"))) {
            ledger.add(json.readTree(line));
        }
    }

    /** A run that nobody of ours knows of; its id. */
    private static String launchWithoutUs() {
        try (Clients clients = new Clients(WORKSPACE, Map.of())) {
            long job = clients.bare
                    .jobs()
                    .create(new CreateJob()
                            .setName("by hand")
                            .setTasks(List.of(new Task()
                                    .setTaskKey("load")
                                    .setNotebookTask(new NotebookTask().setNotebookPath("/Workspace/load")))))
                    .getJobId();
            long run = clients.bare
                    .jobs()
                    .runNow(new RunNow().setJobId(job))
                    .getResponse()
                    .getRunId();
            return String.valueOf(run);
        }
    }

    private static void launch(String service, Map<String, String> settings) throws Exception {
        try (Clients clients = new Clients(WORKSPACE, settings)) {
            for (Door door : Door.values()) {
                door.open(clients, context(service, door));
            }
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        host.stop();
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void workThatWasRecordedIsFoundByItsId(Door door) {
        Set<String> bases = found("recorded", door, true);
        if (door.way != Door.Way.ALWAYS_TAGGED && door.way != Door.Way.STARTED) {
            assertTrue(bases.contains("HANDLE"), () -> door + " was found by " + bases);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Door.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REPAIR", "START_UPDATE"})
    void workOfWhichNothingWasRecordedIsFoundByItsTags(Door door) {
        Set<String> bases = found("unrecorded", door, door.way != Door.Way.NAMED && door.way != Door.Way.STARTED);
        assertTrue(!bases.contains("HANDLE"), () -> door + " was found by " + bases);
    }

    @Test
    void whatRanWithoutUsIsInTheSameLedgerUnderWhoeverRanIt() {
        List<JsonNode> rows = ledger.stream()
                .filter(row -> row.path("job_run_id").asText().equals(elsewhere))
                .toList();

        assertEquals(1, rows.size(), rows::toString);
        assertEquals("RUN_AS", rows.get(0).path("identity_basis").asText());
        assertEquals("BILLED_ID", rows.get(0).path("amount_basis").asText());
        assertEquals("admin@example.com", rows.get(0).path("principal").asText());
        assertTrue(rows.get(0).path("opaque_id").isNull(), rows::toString);
    }

    @Test
    void whatABundleDeployedIsFoundByTheTagsThatWereWrittenIntoItsFile() throws Exception {
        List<JsonNode> rows = ledger.stream()
                .filter(row -> row.path("bundle").asText().equals("etl/prod"))
                .toList();
        assertEquals(1, rows.size(), rows::toString);
        assertEquals("EXEC_TAG", rows.get(0).path("identity_basis").asText());
        assertEquals("bundle-etl", rows.get(0).path("opaque_id").asText());
        assertEquals("job of etl", rows.get(0).path("orchestrator_job").asText());
        assertEquals("run-bundle-etl", rows.get(0).path("orchestrator_run").asText());
        assertEquals("etl/asset", rows.get(0).path("asset").asText());

        String said = host.run("-o", "json", "bundle", "costs", "--start", "2026-11-01", "--end", "2026-11-02");
        JsonNode costs = new ObjectMapper().readTree(said).path("bundle_costs");
        JsonNode etl = StreamSupport.stream(costs.spliterator(), false)
                .filter(row -> row.path("bundle").asText().equals("etl"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said));
        assertEquals("prod", etl.path("target").asText());
        BigDecimal cost = new BigDecimal(etl.path("list_cost").asText());
        assertEquals(
                0, cost.compareTo(new BigDecimal(rows.get(0).path("list_cost").asText())), said);
    }

    @Test
    void coverageShowsWhatWasTrackedAndWhatWasOnlyTagged() throws Exception {
        String said = host.run("-o", "json", "coverage", "--start", "2026-11-01", "--end", "2026-11-02");
        JsonNode kinds = new ObjectMapper().readTree(said).path("coverage_by_kind");
        for (String kind : List.of("STATEMENT", "JOB_TASK_RUN", "PIPELINE_UPDATE")) {
            JsonNode row = StreamSupport.stream(kinds.spliterator(), false)
                    .filter(one -> one.path("kind").asText().equals(kind)
                            && one.path("currency").asText().equals("USD"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + kind + " in " + said));
            BigDecimal tracked = new BigDecimal(row.path("tracked_at_launch").asText());
            BigDecimal tagged = new BigDecimal(row.path("found_by_tags").asText());
            BigDecimal tables = new BigDecimal(row.path("system_tables_only").asText());
            BigDecimal nobody = new BigDecimal(row.path("nobody").asText());
            assertTrue(tracked.signum() > 0 && tagged.signum() > 0, said);
            assertEquals(
                    0,
                    new BigDecimal(row.path("cost").asText())
                            .compareTo(tracked.add(tagged).add(tables).add(nobody)),
                    said);
        }
    }

    @Test
    void theLedgerGivesEveryRunUpdateAndWarehouseWhatItTrulyConsumed() {
        Map<String, BigDecimal> truth = new TreeMap<>();
        for (Consumption one : WORKSPACE.workspace().truth()) {
            String of = one.warehouse() != null ? one.warehouse() : one.run() != null ? one.run() : one.execution();
            truth.merge(of, one.quantity(), BigDecimal::add);
        }
        Map<String, BigDecimal> ours = new TreeMap<>();
        for (JsonNode row : ledger) {
            boolean isWarehouse = row.path("resource_type").asText().equals("WAREHOUSE");
            String of = isWarehouse
                    ? row.path("resource_id").asText()
                    : row.path("update_id").asText(row.path("job_run_id").asText());
            ours.merge(of, new BigDecimal(row.path("quantity").asText()), BigDecimal::add);
        }
        ours.keySet().retainAll(truth.keySet());
        truth.replaceAll((of, quantity) -> quantity.stripTrailingZeros());
        ours.replaceAll((of, quantity) -> quantity.stripTrailingZeros());
        assertTrue(truth.size() > Door.values().length, truth::toString);
        assertEquals(truth, ours);
    }

    /** By what evidence the ledger's rows of the door's opaque id were found; there must be some, and they must cost something. */
    private static Set<String> found(String service, Door door, boolean whole) {
        AttributionContext context = context(service, door);
        BigDecimal cost = BigDecimal.ZERO;
        Set<String> bases = new TreeSet<>();
        for (JsonNode row : ledger) {
            if (!row.path("opaque_id").asText().equals(context.opaqueId())) {
                continue;
            }
            if (whole) {
                assertEquals("dagster", row.path("orchestrator").asText(), row::toString);
                assertEquals(context.job(), row.path("orchestrator_job").asText(), row::toString);
                assertEquals(context.run(), row.path("orchestrator_run").asText(), row::toString);
                assertEquals(door + "/asset", row.path("asset").asText(), row::toString);
            }
            cost = cost.add(new BigDecimal(row.path("list_cost").asText()));
            bases.add(row.path("identity_basis").asText());
        }
        assertTrue(cost.signum() > 0, () -> "nothing on the bill belongs to " + context.opaqueId());
        return bases;
    }

    private static AttributionContext context(String service, Door door) {
        return context(service, door.name());
    }

    private static AttributionContext context(String service, String door) {
        return AttributionContext.builder()
                .opaqueId(service + "-" + door)
                .orchestrator("dagster")
                .job("job of " + door)
                .run("run-" + service + "-" + door)
                .asset(door + "/asset", 1)
                .build();
    }
}
