package dev.costinsights.core.context;

import java.util.Map;

/** What dbt's own platform sets for a job's run: {@code DBT_CLOUD_*}. */
final class DbtEnvironment {

    private DbtEnvironment() {}

    static AttributionContext read(Map<String, String> variables) {
        AttributionContext found = AttributionContext.builder()
                .job(variables.get("DBT_CLOUD_JOB_ID"))
                .run(variables.get("DBT_CLOUD_RUN_ID"))
                .build();
        return found.isEmpty()
                ? found
                : found.toBuilder()
                        .orchestrator("dbt")
                        .label("project", variables.get("DBT_CLOUD_PROJECT_ID"))
                        .label("environment", variables.get("DBT_CLOUD_ENVIRONMENT_NAME"))
                        .build();
    }
}
