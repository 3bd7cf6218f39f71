package dev.costinsights.core.context;

import java.util.Map;

/** What Dagster's launchers set in the processes and containers of a run or a step. Most set the job alone. */
final class DagsterEnvironment {

    private DagsterEnvironment() {}

    static AttributionContext read(Map<String, String> variables) {
        AttributionContext found = AttributionContext.builder()
                .job(variables.get("DAGSTER_RUN_JOB_NAME"))
                .run(variables.get("DAGSTER_RUN_ID"))
                .label("step", variables.get("DAGSTER_RUN_STEP_KEY"))
                .build();
        return found.isEmpty()
                ? found
                : found.toBuilder()
                        .orchestrator("dagster")
                        .label("deployment", variables.get("DAGSTER_CLOUD_DEPLOYMENT_NAME"))
                        .build();
    }
}
