package dev.costinsights.core.context;

import java.util.Map;

/** What Airflow exports to its operators: {@code AIRFLOW_CTX_*}. */
final class AirflowEnvironment {

    private AirflowEnvironment() {}

    static AttributionContext read(Map<String, String> variables) {
        AttributionContext found = AttributionContext.builder()
                .job(variables.get("AIRFLOW_CTX_DAG_ID"))
                .run(variables.get("AIRFLOW_CTX_DAG_RUN_ID"))
                .build();
        return found.isEmpty()
                ? found
                : found.toBuilder()
                        .orchestrator("airflow")
                        .label("task", variables.get("AIRFLOW_CTX_TASK_ID"))
                        .label("attempt", variables.get("AIRFLOW_CTX_TRY_NUMBER"))
                        .label("owner", variables.get("AIRFLOW_CTX_DAG_OWNER"))
                        .build();
    }
}
