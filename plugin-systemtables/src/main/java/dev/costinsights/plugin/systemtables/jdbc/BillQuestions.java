package dev.costinsights.plugin.systemtables.jdbc;

import java.util.List;
import java.util.function.Function;

/** What is asked about the bill and its prices. */
final class BillQuestions {

    static final List<Question> ALL = List.of(
            recordIds(), serverlessJobTags(), runBy(), statementIds(), withoutWorkspace(), defaultTags(), currencies());

    private static final String RECENT = " FROM system.billing.usage WHERE usage_date >= DATE '{since}'";

    private BillQuestions() {}

    private static Question recordIds() {
        return usage(
                "probe.record_ids",
                "SELECT " + Question.counts("count(*)", "count_if(types > 1)")
                        + " FROM (SELECT record_id, count(DISTINCT record_type) AS types,"
                        + " count_if(record_type = 'RETRACTION') AS retractions" + RECENT
                        + " GROUP BY record_id) WHERE retractions > 0",
                answer -> {
                    long[] found = Question.numbers(answer);
                    if (found[0] == 0) {
                        return Answer.untold("no row takes another one back");
                    }
                    return found[1] == 0
                            ? Answer.fine("each of " + found[0] + " retractions has an id of its own, so it counts"
                                    + " beside the record that it takes back, and together they are nothing")
                            : Answer.beware(
                                    found[1] + " of " + found[0] + " retractions carry the id of another record; of"
                                            + " one id only the newest row counts, so the ledger has the retraction"
                                            + " without what it takes back, and is too low",
                                    "compare the ledger with the invoice, and report it");
                });
    }

    private static Question serverlessJobTags() {
        return usage(
                "probe.serverless_job_tags",
                "SELECT " + Question.counts("count(*)", "count_if(cardinality(custom_tags) > 0)") + RECENT
                        + " AND billing_origin_product = 'JOBS' AND product_features.is_serverless",
                answer -> {
                    long[] found = Question.numbers(answer);
                    return found[0] == 0
                            ? Answer.untold("no serverless job is on the bill")
                            : Answer.fine(share(found[1], found[0], "rows of serverless jobs") + " tags; "
                                    + (found[1] == 0
                                            ? "who launched such a job is known from its parameters, its own tags and"
                                                    + " recordings, and never as BILL_TAG"
                                            : "a context among them counts as BILL_TAG where nothing better is known"));
                });
    }

    private static Question runBy() {
        String runBy = Question.field("identity_metadata", "run_by");
        return usage(
                "probe.run_by",
                "SELECT "
                        + Question.counts(
                                "count(*)",
                                "count_if(" + runBy + " IS NOT NULL)",
                                "count_if(" + runBy + " = identity_metadata.run_as)",
                                "count_if(" + runBy + " IS NOT NULL AND identity_metadata.run_as IS NULL)")
                        + RECENT,
                answer -> {
                    long[] found = Question.numbers(answer);
                    if (found[1] == 0) {
                        return Answer.untold(
                                "run_by is on no row, or the column is not there yet; principals come from run_as");
                    }
                    if (found[2] == found[1]) {
                        return Answer.fine("run_by names whom run_as names, on all " + found[1]
                                + " rows that have it, so principals are the same by either");
                    }
                    return Answer.fine("run_by is on " + found[1] + " rows and differs from run_as on "
                            + (found[1] - found[2]) + ", of which " + found[3]
                            + " have no run_as; principals are those of run_as, with whose rights something ran, which"
                            + " need not be who started it");
                });
    }

    private static Question statementIds() {
        return usage(
                "probe.statement_ids",
                "SELECT "
                        + Question.counts(
                                "count(*)", "count_if(" + Question.has("usage_metadata", "dbsql_statement_id") + ")")
                        + RECENT + " AND billing_origin_product = 'SQL'",
                answer -> {
                    long[] found = Question.numbers(answer);
                    if (found[0] == 0) {
                        return Answer.untold("no SQL warehouse is on the bill");
                    }
                    return found[1] == 0
                            ? Answer.fine("none of " + found[0] + " rows of SQL warehouses names a statement, so what"
                                    + " a statement cost is a share of its warehouse's (ALLOCATED)")
                            : Answer.beware(
                                    found[1] + " of " + found[0] + " rows of SQL warehouses name a statement; the"
                                            + " method shares them like the others (ALLOCATED), though the bill says"
                                            + " more",
                                    "report it");
                });
    }

    private static Question withoutWorkspace() {
        String condition = "workspace_id IS NULL OR workspace_id = '' OR workspace_id = '0'";
        return usage(
                "probe.without_workspace",
                "SELECT concat_ws(' ', CAST(count_if(" + condition + ") AS STRING), CAST(count(DISTINCT CASE WHEN "
                        + condition + " THEN billing_origin_product END) AS STRING), min(CASE WHEN " + condition
                        + " THEN billing_origin_product END))" + RECENT,
                answer -> {
                    String[] found = answer.split(" ", -1);
                    if (found[0].equals("0")) {
                        return Answer.fine("every row of the bill names its workspace");
                    }
                    return Answer.fine(found[0] + " rows of the bill name no workspace"
                            + (found.length < 3 ? "" : ", of " + found[1] + " products, such as " + found[2])
                            + "; they are in the ledger under none, so sums over workspaces leave them out");
                });
    }

    private static Question defaultTags() {
        String keys = "map_keys(custom_tags)";
        return usage(
                "probe.default_tags",
                "SELECT "
                        + Question.counts(
                                "count(*)",
                                "count_if(array_contains(" + keys + ", 'ClusterId') OR array_contains(" + keys
                                        + ", 'SqlEndpointId') OR array_contains(" + keys + ", 'ClusterName') OR"
                                        + " array_contains(" + keys + ", 'Creator') OR array_contains(" + keys
                                        + ", 'Vendor'))")
                        + RECENT
                        + " AND (usage_metadata.cluster_id IS NOT NULL OR usage_metadata.warehouse_id IS NOT NULL)",
                answer -> {
                    long[] found = Question.numbers(answer);
                    return found[0] == 0
                            ? Answer.untold("no cluster or warehouse is on the bill")
                            : Answer.fine(share(found[1], found[0], "rows of clusters and warehouses")
                                    + " Databricks' default tags (ClusterId, ...); of a bill's tags only contexts"
                                    + " count, so nothing in the ledger depends on them");
                });
    }

    private static Question currencies() {
        String prices = " FROM system.billing.list_prices";
        return new Question(
                "probe.currencies",
                List.of("billing.list_prices"),
                "SELECT concat_ws(' ', CAST(count_if(currencies > 1) AS STRING), (SELECT array_join(collect_list(code),"
                        + " ' ') FROM (SELECT DISTINCT currency_code AS code" + prices + ")))"
                        + " FROM (SELECT count(DISTINCT currency_code) AS currencies" + prices
                        + " GROUP BY cloud, sku_name, usage_unit)",
                answer -> {
                    List<String> found = List.of(answer.split(" ", -1));
                    String codes = String.join(
                            ", ",
                            found.subList(1, found.size()).stream().sorted().toList());
                    if (found.size() <= 2) {
                        return Answer.fine("list prices come in " + codes + " only, so all list cost is in it");
                    }
                    return Answer.fine("list prices come in " + codes + "; "
                            + (found.get(0).equals("0")
                                    ? "each SKU has one of them"
                                    : found.get(0) + " SKUs have several, and are priced in USD, else in the first of"
                                            + " theirs, unless --currency asks for another")
                            + "; amounts of different currencies are never added up");
                });
    }

    private static String share(long some, long all, String rows) {
        return (some == 0 ? "none" : Long.toString(some)) + " of " + all + " " + rows
                + (some == 0 || some == 1 ? " carries" : " carry");
    }

    private static Question usage(String subject, String sql, Function<String, Answer> meaning) {
        return new Question(subject, List.of("billing.usage"), sql, meaning);
    }
}
