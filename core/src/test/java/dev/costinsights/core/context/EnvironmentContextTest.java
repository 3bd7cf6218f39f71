package dev.costinsights.core.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentContextTest {

    private static final String PIPES_DATA = "{\"asset_keys\": [\"sales/orders\", \"sales/items\"],"
            + " \"code_version_by_asset_key\": null, \"provenance_by_asset_key\": null, \"partition_key\": \"2026-10-08\","
            + " \"partition_key_range\": null, \"partition_time_window\": null, \"run_id\": \"r-1\","
            + " \"job_name\": \"nightly\", \"retry_number\": 0,"
            + " \"extras\": {\"dagster_snowflake_opaque_id\": \"o-1\", \"limit\": 5}}";

    @TempDir
    Path folder;

    @Test
    void nothingKnownSaysNothing() {
        assertEquals(AttributionContext.EMPTY, EnvironmentContext.of(Map.of("PATH", "/bin", "GITHUB_TOKEN", "x")));
    }

    @Test
    void own_words_are_known_by_name_and_settings_are_none() {
        for (String own : List.of("OPAQUE_ID", "ORCHESTRATOR", "JOB", "RUN", "ASSETS", "ASSET_WEIGHTS", "LABEL_TEAM")) {
            String variable = "COST_INSIGHTS_" + own;
            assertTrue(EnvironmentContext.isOwn(variable), variable);
            assertFalse(
                    EnvironmentContext.of(Map.of(variable, "3")).isEmpty() && !own.equals("ASSET_WEIGHTS"), variable);
        }
        assertFalse(EnvironmentContext.isOwn("COST_INSIGHTS_STORE_URL"));
        assertFalse(EnvironmentContext.isOwn("COST_INSIGHTS_LABEL"));
    }

    @Test
    void dagsterPipesHandsItsContextOver() throws IOException {
        AttributionContext expected = AttributionContext.builder()
                .opaqueId("o-1")
                .orchestrator("dagster")
                .job("nightly")
                .run("r-1")
                .assets(List.of("sales/orders", "sales/items"))
                .label("partition", "2026-10-08")
                .build();
        Path file = Files.writeString(folder.resolve("context.json"), PIPES_DATA);

        assertEquals(expected, pipes("{\"data\": " + PIPES_DATA + "}"));
        assertEquals(expected, pipes("{\"path\": \"" + file + "\"}"));
    }

    @Test
    void aPipesContextThatCannotBeReadSaysNothing() {
        assertEquals(AttributionContext.EMPTY, EnvironmentContext.of(Map.of("DAGSTER_PIPES_CONTEXT", "%%%")));
        assertEquals(AttributionContext.EMPTY, pipes("{\"data\": "));
        assertEquals(AttributionContext.EMPTY, pipes("{\"path\": \"" + folder.resolve("missing") + "\"}"));
        assertEquals(AttributionContext.EMPTY, pipes("[1]"));
        String cut = packed("{\"data\": " + PIPES_DATA + "}").substring(0, 40);
        assertEquals(AttributionContext.EMPTY, EnvironmentContext.of(Map.of("DAGSTER_PIPES_CONTEXT", cut)));
    }

    @Test
    void dagsterNamesTheJobOfItsRun() {
        assertEquals(
                AttributionContext.builder()
                        .orchestrator("dagster")
                        .job("nightly")
                        .label("step", "load")
                        .build(),
                EnvironmentContext.of(Map.of("DAGSTER_RUN_JOB_NAME", "nightly", "DAGSTER_RUN_STEP_KEY", "load")));
    }

    @Test
    void airflowNamesDagAndRun() {
        assertEquals(
                AttributionContext.builder()
                        .orchestrator("airflow")
                        .job("etl")
                        .run("scheduled__2026-10-08T00:00:00+00:00")
                        .label("task", "load")
                        .label("attempt", "2")
                        .build(),
                EnvironmentContext.of(Map.of(
                        "AIRFLOW_CTX_DAG_ID", "etl",
                        "AIRFLOW_CTX_DAG_RUN_ID", "scheduled__2026-10-08T00:00:00+00:00",
                        "AIRFLOW_CTX_TASK_ID", "load",
                        "AIRFLOW_CTX_TRY_NUMBER", "2")));
    }

    @Test
    void dbtNamesJobAndRun() {
        assertEquals(
                AttributionContext.builder()
                        .orchestrator("dbt")
                        .job("7")
                        .run("9")
                        .label("project", "3")
                        .build(),
                EnvironmentContext.of(
                        Map.of("DBT_CLOUD_JOB_ID", "7", "DBT_CLOUD_RUN_ID", "9", "DBT_CLOUD_PROJECT_ID", "3")));
    }

    @Test
    void githubActionsNamesWorkflowAndRun() {
        assertEquals(
                AttributionContext.builder()
                        .orchestrator("github_actions")
                        .job("acme/shop/Deploy")
                        .run("42")
                        .label("ref", "main")
                        .build(),
                EnvironmentContext.of(Map.of(
                        "GITHUB_ACTIONS", "true",
                        "GITHUB_REPOSITORY", "acme/shop",
                        "GITHUB_WORKFLOW", "Deploy",
                        "GITHUB_RUN_ID", "42",
                        "GITHUB_REF_NAME", "main")));
        assertEquals(AttributionContext.EMPTY, EnvironmentContext.of(Map.of("GITHUB_RUN_ID", "42")));
    }

    @Test
    void baggageCarriesTheKeysOfTheDialects() {
        AttributionContext expected = AttributionContext.builder()
                .opaqueId("o,1")
                .orchestrator("dagster")
                .job("n\u00e4chtlich")
                .build();
        String header = "other=1;meta=x, dagster_snowflake_opaque_id = o%2C1 ;p=q,dagster_job_name=n%C3%A4chtlich";

        assertEquals(expected, Baggage.read(header));
        assertEquals(expected, EnvironmentContext.of(Map.of("BAGGAGE", header)));
    }

    @Test
    void brokenBaggageSaysAsMuchAsCanBeRead() {
        assertEquals(AttributionContext.EMPTY, Baggage.read(null));
        assertEquals(AttributionContext.EMPTY, Baggage.read(",=;=,%"));
        assertEquals(AttributionContext.EMPTY, Baggage.read("cost_insights_run=%ff"));
        assertEquals("50%", Baggage.read("cost_insights_run=50%").run());
        assertEquals(AttributionContext.EMPTY, Baggage.read("cost_insights_run=" + "x".repeat(9000)));
    }

    @Test
    void onesOwnVariablesComeFirstAndTheOrchestratorFillsTheRest() {
        Map<String, String> variables = new HashMap<>();
        variables.put("COST_INSIGHTS_OPAQUE_ID", "mine");
        variables.put("COST_INSIGHTS_ASSETS", "a,b");
        variables.put("COST_INSIGHTS_ASSET_WEIGHTS", "3:1");
        variables.put("COST_INSIGHTS_LABEL_TEAM", "finance");
        variables.put("DAGSTER_RUN_JOB_NAME", "nightly");

        AttributionContext context = EnvironmentContext.of(variables);

        assertEquals("mine", context.opaqueId());
        assertEquals("nightly", context.job());
        assertEquals("dagster", context.orchestrator());
        assertEquals(3, context.weight(0));
        assertEquals(Map.of("team", "finance"), context.labels());
    }

    @Test
    void ofTwoOrchestratorsTheFirstThatNamesItsWorkCounts() {
        AttributionContext context = EnvironmentContext.of(Map.of(
                "AIRFLOW_CTX_DAG_ID", "etl",
                "GITHUB_ACTIONS", "true",
                "GITHUB_WORKFLOW", "Deploy",
                "GITHUB_RUN_ID", "42"));

        assertEquals(
                AttributionContext.builder().orchestrator("airflow").job("etl").build(), context);
    }

    private static AttributionContext pipes(String parameters) {
        return EnvironmentContext.of(
                Map.of("DAGSTER_PIPES_CONTEXT", packed(parameters), "DAGSTER_PIPES_MESSAGES", packed("{}")));
    }

    private static String packed(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
            deflated.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
