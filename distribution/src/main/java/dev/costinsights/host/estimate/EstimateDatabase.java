package dev.costinsights.host.estimate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The database of estimates and of what they learn from, with its tables, in the SQL that H2 and PostgreSQL share. Safe for
 * use by several threads.
 */
public final class EstimateDatabase {

    static final String ESTIMATE = "cost_insights_estimate";
    static final String DAY = "cost_insights_billed_day";
    static final String WORK = "cost_insights_billed_work";
    static final String STATEMENT = "cost_insights_billed_statement";
    static final String RATES = "cost_insights_rates";

    /** What a day's bill says. */
    static final List<String> BILLS = List.of(DAY, WORK, STATEMENT);

    private static final int TIMEOUT_MILLIS = 30_000;

    private static final List<String> CREATE = List.of(
            "CREATE TABLE IF NOT EXISTS " + ESTIMATE + " ("
                    + "type VARCHAR(32) NOT NULL, workspace_id VARCHAR(" + Fit.WORKSPACE
                    + ") NOT NULL, execution_id VARCHAR(" + Fit.ID + ") NOT NULL, "
                    + "kind VARCHAR(32) NOT NULL, object_id VARCHAR(" + Fit.ID + "), "
                    + "start_micros BIGINT NOT NULL, end_micros BIGINT NOT NULL, said_micros BIGINT NOT NULL, "
                    + "quantity DECIMAL(38, 18), cost DECIMAL(38, 12), currency VARCHAR(16), sku_name VARCHAR(" + Fit.ID
                    + "), "
                    + "inputs TEXT NOT NULL, missing TEXT NOT NULL, "
                    + "opaque_id VARCHAR, orchestrator_job VARCHAR, orchestrator_run VARCHAR, "
                    + "PRIMARY KEY (type, execution_id, workspace_id))",
            "CREATE INDEX IF NOT EXISTS " + ESTIMATE + "_start ON " + ESTIMATE + " (start_micros)",
            "CREATE TABLE IF NOT EXISTS " + DAY + " (usage_date DATE PRIMARY KEY)",
            "CREATE TABLE IF NOT EXISTS " + WORK + " ("
                    + "usage_date DATE NOT NULL, kind VARCHAR(32) NOT NULL, workspace_id VARCHAR(" + Fit.WORKSPACE
                    + ") NOT NULL, "
                    + "work_id VARCHAR(" + Fit.ID + ") NOT NULL, object_id VARCHAR(" + Fit.ID + ") NOT NULL, "
                    + "start_micros BIGINT NOT NULL, end_micros BIGINT NOT NULL, active_micros BIGINT NOT NULL, "
                    + "is_over BOOLEAN NOT NULL, compute VARCHAR NOT NULL, account_id VARCHAR(" + Fit.ID
                    + ") NOT NULL, "
                    + "cloud VARCHAR(" + Fit.CLOUD + ") NOT NULL, sku_name VARCHAR(" + Fit.ID
                    + ") NOT NULL, usage_unit VARCHAR(" + Fit.UNIT + ") NOT NULL, "
                    + "quantity DECIMAL(38, 18) NOT NULL, list_cost DECIMAL(38, 12) NOT NULL, "
                    + "PRIMARY KEY (usage_date, kind, workspace_id, work_id))",
            "CREATE TABLE IF NOT EXISTS " + STATEMENT + " ("
                    + "usage_date DATE NOT NULL, workspace_id VARCHAR(" + Fit.WORKSPACE
                    + ") NOT NULL, statement_id VARCHAR(" + Fit.ID + ") NOT NULL, "
                    + "quantity DECIMAL(38, 18) NOT NULL, list_cost DECIMAL(38, 12) NOT NULL, "
                    + "PRIMARY KEY (usage_date, workspace_id, statement_id))",
            "CREATE TABLE IF NOT EXISTS " + RATES
                    + " (id SMALLINT PRIMARY KEY, version BIGINT NOT NULL, content TEXT NOT NULL)");

    private final DataSource database;
    private volatile boolean made;

    public EstimateDatabase(DataSource database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** A connection without auto-commit; the tables are there. */
    Connection connect() throws SQLException {
        Connection opened = database.getConnection();
        try {
            opened.setNetworkTimeout(Runnable::run, TIMEOUT_MILLIS);
            opened.setAutoCommit(false);
            if (!made) {
                make(opened);
                made = true;
            }
            return opened;
        } catch (SQLException | RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    private static void make(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            for (String create : CREATE) {
                statement.execute(create);
            }
        }
        opened.commit();
    }
}
