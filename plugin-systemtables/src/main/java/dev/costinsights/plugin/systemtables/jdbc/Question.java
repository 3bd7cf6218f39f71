package dev.costinsights.plugin.systemtables.jdbc;

import java.util.List;

/**
 * Something that is not documented and that a workspace can be asked: what it answers decides how far some rules of
 * attribution hold there.
 *
 * @param subject for the finding
 * @param table that must be readable
 * @param sql one row, one text; {@code {since}} stands for a date
 * @param sentence with the answer for {@code %s}
 */
record Question(String subject, String table, String sql, String sentence) {

    static final List<Question> ALL = List.of(
            usage(
                    "probe.record_ids",
                    "SELECT CAST(count(*) AS STRING) FROM (SELECT record_id FROM system.billing.usage"
                            + " WHERE usage_date >= DATE '{since}' GROUP BY record_id HAVING count(*) > 1)",
                    "%s record ids stand on more than one row of the bill (does a retraction carry the id of its original?)"),
            usage(
                    "probe.serverless_job_tags",
                    "SELECT CAST(count(*) AS STRING) FROM system.billing.usage WHERE usage_date >= DATE '{since}'"
                            + " AND billing_origin_product = 'JOBS' AND product_features.is_serverless"
                            + " AND cardinality(custom_tags) > 0",
                    "%s rows of serverless jobs carry tags"),
            usage(
                    "probe.without_workspace",
                    "SELECT CAST(count(*) AS STRING) FROM system.billing.usage WHERE usage_date >= DATE '{since}'"
                            + " AND (workspace_id IS NULL OR workspace_id = '' OR workspace_id = '0')",
                    "%s rows of the bill name no workspace"),
            new Question(
                    "probe.currencies",
                    "billing.list_prices",
                    "SELECT CAST(count(DISTINCT currency_code) AS STRING) FROM system.billing.list_prices",
                    "list prices come in %s currencies"),
            new Question(
                    "probe.trigger_types",
                    "lakeflow.job_run_timeline",
                    "SELECT CAST(count(DISTINCT trigger_type) AS STRING) FROM system.lakeflow.job_run_timeline"
                            + " WHERE period_start_time >= TIMESTAMP '{since}T00:00:00Z'",
                    "job runs were started in %s different ways"));

    private static Question usage(String subject, String sql, String sentence) {
        return new Question(subject, "billing.usage", sql, sentence);
    }
}
