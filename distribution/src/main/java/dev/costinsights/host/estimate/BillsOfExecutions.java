package dev.costinsights.host.estimate;

import dev.costinsights.core.model.ExecutionType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What noted bills say of single executions, added up over the days. A run or update is billed when it is over: until then
 * more comes. Safe for use by several threads.
 */
public final class BillsOfExecutions {

    private static final String WORKS = "SELECT CASE kind WHEN 'JOB' THEN 'JOB_RUN' ELSE 'PIPELINE_UPDATE' END AS type,"
            + " workspace_id, work_id AS execution_id, quantity, list_cost, is_over FROM " + EstimateDatabase.WORK
            + " WHERE kind IN ('JOB', 'PIPELINE')";
    private static final String STATEMENTS =
            "SELECT 'STATEMENT' AS type, workspace_id, statement_id AS execution_id, quantity, list_cost,"
                    + " TRUE AS is_over FROM " + EstimateDatabase.STATEMENT + " WHERE 1 = 1";

    private final EstimateDatabase database;

    public BillsOfExecutions(EstimateDatabase database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    private interface Parameters {
        void set(PreparedStatement select) throws SQLException;
    }

    /** Those of the days since one. */
    public Map<KeptEstimates.Key, Bill> since(LocalDate from) throws SQLException {
        return read(" AND usage_date >= ?", " AND usage_date >= ?", select -> select.setObject(1, from));
    }

    /** Those of what Databricks calls by an id, of every type. */
    public Map<KeptEstimates.Key, Bill> of(String executionId) throws SQLException {
        return read(" AND work_id = ?", " AND statement_id = ?", select -> select.setString(1, executionId));
    }

    private Map<KeptEstimates.Key, Bill> read(String whichWorks, String whichStatements, Parameters parameters)
            throws SQLException {
        Map<KeptEstimates.Key, Bill> bills = new HashMap<>();
        Set<KeptEstimates.Key> over = new HashSet<>();
        try (Connection connection = database.connect()) {
            for (String sql : new String[] {WORKS + whichWorks, STATEMENTS + whichStatements}) {
                try (PreparedStatement select = connection.prepareStatement(sql)) {
                    parameters.set(select);
                    add(select, bills, over);
                }
            }
        }
        bills.keySet().retainAll(over);
        return bills;
    }

    /** Added up here: a database's sums are not exact in every type. */
    private static void add(PreparedStatement select, Map<KeptEstimates.Key, Bill> bills, Set<KeptEstimates.Key> over)
            throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                KeptEstimates.Key key = new KeptEstimates.Key(
                        ExecutionType.valueOf(rows.getString("type")),
                        rows.getString("workspace_id"),
                        rows.getString("execution_id"));
                bills.merge(key, new Bill(rows.getBigDecimal("quantity"), rows.getBigDecimal("list_cost")), Bill::plus);
                if (rows.getBoolean("is_over")) {
                    over.add(key);
                }
            }
        }
    }
}
