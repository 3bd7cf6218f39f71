package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Carrier;
import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Names;
import dev.costinsights.workspace.company.OrchestratedRun;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.sample.Statement.Kind;
import java.util.List;

/**
 * Says of each statement on one warehouse where it comes from: some orchestrated runs at a time, SQL tasks of jobs, and
 * people, dashboards and BI tools that carry no identity but their login.
 */
final class Traffic {
    private static final int RUNS_AT_A_TIME = 6;
    private static final double JOB_TASKS = 0.3;
    private static final double DASHBOARDS = 0.04;

    private static final List<String> TOOLS = List.of(
            "Databricks SQL",
            "Databricks SQL Dashboard",
            "Tableau",
            "Tableau",
            "PowerBI",
            "PowerBI",
            "Databricks SQL Genie Space",
            "Databricks JDBC Driver",
            "Visual Studio Code");

    private static final List<String> METADATA_TEXTS = List.of(
            "SHOW TABLES IN main.gold", "DESCRIBE TABLE main.silver.orders", "USE CATALOG main", "SET TIME ZONE 'UTC'");

    private final Warehouse warehouse;
    private final Rng rng;
    private final TrapCounts traps;
    private final SqlTasks sqlTasks;
    private final OrchestratedRun[] runs = new OrchestratedRun[RUNS_AT_A_TIME];

    Traffic(Warehouse warehouse, long seed, SqlTasks sqlTasks, TrapCounts traps) {
        this.warehouse = warehouse;
        this.rng = Rng.of(seed, "origins", warehouse.index());
        this.sqlTasks = sqlTasks;
        this.traps = traps;
        for (int i = 0; i < RUNS_AT_A_TIME; i++) {
            runs[i] = new OrchestratedRun(rng);
        }
    }

    Origin next(Statement statement) {
        if (rng.chance(warehouse.profile().orchestrated())) {
            return orchestrated(statement);
        }
        if (rng.chance(JOB_TASKS)) {
            String source = sqlTasks.sourceAt(warehouse, statement.start, rng);
            if (source != null) {
                return origin(
                        rng.pick(Company.SERVICE_PRINCIPALS),
                        "Databricks Workflows",
                        null,
                        text(statement),
                        statement,
                        null,
                        source);
            }
        }
        return interactive(statement);
    }

    private Origin orchestrated(Statement statement) {
        int slot = rng.below(RUNS_AT_A_TIME);
        if (!runs[slot].take(rng)) {
            runs[slot] = new OrchestratedRun(rng);
            runs[slot].take(rng);
        }
        OrchestratedRun run = runs[slot];
        String text = "MERGE INTO main.silver." + run.model() + " AS t USING main.bronze." + run.model()
                + " AS s ON t.id = s.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *";
        if (statement.kind == Kind.METADATA) {
            text = rng.pick(METADATA_TEXTS);
        } else if (statement.kind == Kind.CACHED) {
            text = "SELECT max(updated_at) FROM main.silver." + run.model();
        }
        if (run.carrier() == Carrier.AMBIGUOUS_TAGS) {
            traps.count(Trap.AMBIGUOUS_IDENTITY);
        } else if (run.carrier() == Carrier.OPAQUE_ID_COMMENT) {
            traps.count(Trap.SQL_COMMENT_ID);
        }
        if (!run.comment().isEmpty()) {
            text = run.isCommentAtHead() ? run.comment() + '\n' + text : text + ' ' + run.comment();
        }
        return origin(
                run.principal(), run.clientApplication(), null, text, statement, run.queryTags(), Origin.NO_SOURCE);
    }

    private Origin interactive(Statement statement) {
        String source = Origin.NO_SOURCE;
        String tool = rng.pick(TOOLS);
        if (rng.chance(DASHBOARDS)) {
            tool = "Databricks SQL Dashboard";
            source = "{\"job_info\":{},\"dashboard_id\":\"01ef" + rng.hex(28) + "\",\"pipeline_info\":{}}";
        }
        String driver = tool.equals("Tableau") || tool.equals("PowerBI") ? "Databricks ODBC Driver 2.9.1" : null;
        String tags = rng.chance(0.02) ? "{\"team\":\"" + rng.pick(Company.TEAMS) + "\"}" : null;
        return origin(rng.pick(Company.PEOPLE), tool, driver, text(statement), statement, tags, source);
    }

    private String text(Statement statement) {
        if (statement.kind == Kind.METADATA) {
            return rng.pick(METADATA_TEXTS);
        }
        return "SELECT region, count(*), sum(amount) FROM main." + rng.pick(Names.LAYERS) + '.' + rng.pick(Names.MODELS)
                + " WHERE day >= current_date() - INTERVAL " + rng.between(1, 400) + " DAYS GROUP BY region";
    }

    private static Origin origin(
            String principal,
            String client,
            String driver,
            String text,
            Statement statement,
            String tags,
            String source) {
        String type =
                switch (statement.kind) {
                    case METADATA ->
                        text.startsWith("SHOW")
                                ? "SHOW"
                                : text.startsWith("DESCRIBE") ? "DESCRIBE" : text.startsWith("USE") ? "USE" : "SET";
                    case CACHED -> "SELECT";
                    case QUERY -> text.contains("MERGE INTO") ? "MERGE" : "SELECT";
                };
        return new Origin(principal, client, driver, text, type, tags, source);
    }
}
