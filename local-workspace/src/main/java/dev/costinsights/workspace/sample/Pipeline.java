package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Workspace;
import java.util.Map;

/**
 * A declarative pipeline, or a materialized view, which is one underneath.
 *
 * @param startedBy the job whose task starts its updates; null when it has a schedule of its own
 * @param changes does it get the later tags in the middle of the window?
 */
record Pipeline(
        int index,
        Workspace workspace,
        String id,
        String name,
        Kind kind,
        String runAs,
        Job startedBy,
        boolean changes,
        Map<String, String> tags,
        Map<String, String> laterTags) {

    /** How it is built and billed. */
    enum Kind {
        CLASSIC("ETL_PIPELINE"),
        SERVERLESS("ETL_PIPELINE"),
        /** Billed as SQL, with the view's name. */
        MATERIALIZED_VIEW("MATERIALIZED_VIEW"),
        /** Lakeflow Connect. */
        INGESTION("INGESTION_PIPELINE");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** As lakeflow.pipelines.pipeline_type spells it. */
        String type() {
            return type;
        }
    }

    boolean isServerless() {
        return kind != Kind.CLASSIC;
    }

    Map<String, String> tags(long time, Window window) {
        return changes && time >= Job.changedAt(window) ? laterTags : tags;
    }
}
