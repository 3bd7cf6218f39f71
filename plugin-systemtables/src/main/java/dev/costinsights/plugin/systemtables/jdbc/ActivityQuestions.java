package dev.costinsights.plugin.systemtables.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What is asked about runs and statements, and how the bill follows from them. */
final class ActivityQuestions {

    static final List<Question> ALL = List.of(triggerTypes(), jobParameters(), idleWarehouses());

    private static final Set<String> DOCUMENTED =
            Set.of("CONTINUOUS", "CRON", "FILE_ARRIVAL", "ONETIME", "ONETIME_RETRY");

    private static final String RUNS =
            " FROM system.lakeflow.job_run_timeline WHERE period_start_time >= TIMESTAMP '{since}T00:00:00Z'";

    private static final int LONGEST_NAME = 40;

    private ActivityQuestions() {}

    private static Question triggerTypes() {
        return new Question(
                "probe.trigger_types",
                List.of("lakeflow.job_run_timeline"),
                "SELECT array_join(collect_list(kind), ' ') FROM (SELECT DISTINCT trigger_type AS kind" + RUNS
                        + " AND trigger_type IS NOT NULL)",
                answer -> {
                    List<String> types = Arrays.stream(answer.split(" ", -1))
                            .filter(type -> !type.isEmpty())
                            .sorted()
                            .toList();
                    if (types.isEmpty()) {
                        return Answer.untold("no run says how it was started");
                    }
                    List<String> unknown = types.stream()
                            .filter(type -> !DOCUMENTED.contains(type))
                            .toList();
                    return Answer.fine("job runs were started by " + String.join(", ", types)
                            + (unknown.isEmpty()
                                    ? ", all of them documented"
                                    : "; not documented: " + String.join(", ", unknown))
                            + "; nothing in the ledger depends on it");
                });
    }

    private static Question jobParameters() {
        return new Question(
                "probe.job_parameters",
                List.of("lakeflow.job_run_timeline"),
                "SELECT concat_ws(' ', CAST(count(*) AS STRING), CAST(count(DISTINCT name) AS STRING),"
                        + " CAST(count_if(name = run_id OR name = job_id) AS STRING), min(name))"
                        + " FROM (SELECT run_id, job_id, explode(map_keys(job_parameters)) AS name" + RUNS + ")",
                answer -> {
                    String[] found = answer.split(" ", 4);
                    if (found[0].equals("0")) {
                        return Answer.untold("no run has job parameters");
                    }
                    String name =
                            found[3].length() <= LONGEST_NAME ? found[3] : found[3].substring(0, LONGEST_NAME) + "...";
                    return Answer.fine("job parameters stand below " + found[1] + " different names, such as '" + name
                            + "'" + (found[2].equals("0") ? "" : ", " + found[2] + " times the run's or job's id")
                            + "; contexts are looked for below all of them, so nothing in the ledger depends on the"
                            + " name");
                });
    }

    private static Question idleWarehouses() {
        // Statements of a day before the first of the bill's, because some last into it.
        String statements = " FROM system.query.history AS h WHERE h.start_time >= TIMESTAMP '{week}T00:00:00Z'";
        return new Question(
                "probe.serverless_idle",
                List.of("billing.usage", "query.history"),
                "SELECT " + Question.counts("count(*)", "count_if(asked IS NULL)")
                        + " FROM (SELECT u.record_id, min(h.statement_id) AS asked FROM (SELECT record_id,"
                        + " usage_metadata.warehouse_id AS warehouse, usage_start_time, usage_end_time"
                        + " FROM system.billing.usage WHERE usage_date > DATE '{week}'"
                        + " AND billing_origin_product = 'SQL' AND product_features.is_serverless"
                        + " AND record_type = 'ORIGINAL' AND usage_quantity > 0) AS u"
                        + " JOIN (SELECT DISTINCT h.compute.warehouse_id AS warehouse" + statements + ") AS w"
                        + " ON w.warehouse = u.warehouse"
                        + " LEFT JOIN (SELECT h.statement_id, h.compute.warehouse_id AS warehouse, h.start_time,"
                        + " h.end_time" + statements + ") AS h ON h.warehouse = u.warehouse"
                        + " AND h.start_time < u.usage_end_time"
                        + " AND coalesce(h.end_time, u.usage_end_time) > u.usage_start_time"
                        + " GROUP BY u.record_id)",
                answer -> {
                    long[] found = Question.numbers(answer);
                    if (found[0] == 0) {
                        return Answer.untold("no serverless warehouse with statements was billed in the last week");
                    }
                    return found[1] > 0
                            ? Answer.fine(found[1] + " of " + found[0] + " rows of serverless warehouses are for time"
                                    + " without a single statement, so idle time is billed, and IDLE is money")
                            : Answer.untold("each of " + found[0] + " rows of serverless warehouses has statements in"
                                    + " its time; if idle minutes between them are not billed, IDLE is too high there"
                                    + " and statements are too low by the same amount");
                });
    }
}
