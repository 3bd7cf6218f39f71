package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The estimates that were made, in a database. The first number that was said of an execution stays; one without a number
 * gives way to one with. Safe for use by several threads and processes.
 */
public final class KeptEstimates {

    private static final int CHUNK = 500;
    private static final int ATTEMPTS = 10;

    /** A key that is there already; a serialization failure; a deadlock in PostgreSQL and in H2; a row that H2 saw changed. */
    private static final Set<String> OVERTAKEN = Set.of("23505", "40001", "40P01", "90131");

    private static final List<String> KEY = List.of("type", "workspace_id", "execution_id");
    private static final List<String> VALUES = List.of(
            "kind",
            "object_id",
            "start_micros",
            "end_micros",
            "said_micros",
            "quantity",
            "cost",
            "currency",
            "sku_name",
            "inputs",
            "missing",
            "opaque_id",
            "orchestrator_job",
            "orchestrator_run");
    private static final String COLUMNS =
            Stream.concat(KEY.stream(), VALUES.stream()).collect(Collectors.joining(", "));

    private static final String DELETE_WITHOUT_NUMBER = "DELETE FROM " + EstimateDatabase.ESTIMATE
            + " WHERE type = ? AND workspace_id IN (?, '') AND execution_id = ? AND quantity IS NULL";
    private static final String INSERT = "INSERT INTO " + EstimateDatabase.ESTIMATE + " (" + COLUMNS + ") VALUES ("
            + Stream.generate(() -> "?").limit(KEY.size() + VALUES.size()).collect(Collectors.joining(", ")) + ")";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM " + EstimateDatabase.ESTIMATE;

    private final EstimateDatabase database;

    public KeptEstimates(EstimateDatabase database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /**
     * What an estimate is of.
     *
     * @param workspaceId empty when unknown
     */
    public record Key(ExecutionType type, String workspaceId, String executionId) {

        static Key of(KeptEstimate estimate) {
            return new Key(estimate.type(), estimate.workspaceId(), estimate.executionId());
        }

        private boolean isSameId(Key other) {
            return type == other.type && executionId.equals(other.executionId);
        }
    }

    /** Keeps those that are new, or the first with a number. */
    public void add(List<KeptEstimate> estimates) throws SQLException {
        if (estimates.isEmpty()) {
            return;
        }
        try (Connection connection = database.connect()) {
            for (int from = 0; from < estimates.size(); from += CHUNK) {
                keep(connection, estimates.subList(from, Math.min(estimates.size(), from + CHUNK)));
            }
        }
    }

    /**
     * Adds and commits. What another has said between our look and our insert makes that insert fail, in every database; we then
     * look again, and see it.
     */
    private static void keep(Connection connection, List<KeptEstimate> estimates) throws SQLException {
        for (int left = ATTEMPTS; ; left--) {
            try {
                add(connection, estimates);
                connection.commit();
                return;
            } catch (SQLException e) {
                connection.rollback();
                if (left == 1 || !isOvertaken(e)) {
                    throw e;
                }
            }
        }
    }

    /** Whether another was faster: with the same key, or with the same rows in another order. */
    private static boolean isOvertaken(SQLException thrown) {
        for (SQLException e = thrown; e != null; e = e.getNextException()) {
            if (OVERTAKEN.contains(e.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static void add(Connection connection, List<KeptEstimate> estimates) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE_WITHOUT_NUMBER)) {
            for (KeptEstimate estimate : estimates) {
                if (estimate.quantity().isPresent()) {
                    key(delete, Key.of(estimate));
                    delete.addBatch();
                }
            }
            delete.executeBatch();
        }
        Set<Key> known = known(connection, estimates);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (KeptEstimate estimate : estimates) {
                Key key = Key.of(estimate);
                boolean isSaid = key.workspaceId().isEmpty() && known.stream().anyMatch(other -> other.isSameId(key));
                if (!isSaid && known.add(key)) {
                    write(insert, estimate);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static Set<Key> known(Connection connection, List<KeptEstimate> estimates) throws SQLException {
        Set<Key> known = new HashSet<>();
        String places = Stream.generate(() -> "?").limit(estimates.size()).collect(Collectors.joining(", "));
        try (PreparedStatement select = connection.prepareStatement("SELECT type, workspace_id, execution_id FROM "
                + EstimateDatabase.ESTIMATE + " WHERE execution_id IN (" + places + ")")) {
            for (int i = 0; i < estimates.size(); i++) {
                select.setString(i + 1, estimates.get(i).executionId());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.add(key(rows));
                }
            }
        }
        return known;
    }

    /** Statements with an estimate that began in a time. */
    Set<Key> statements(TimeSpan began) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT type, workspace_id, execution_id FROM " + EstimateDatabase.ESTIMATE
                                + " WHERE start_micros >= ? AND start_micros < ? AND type = 'STATEMENT'")) {
            select.setLong(1, began.startMicros());
            select.setLong(2, began.endMicros());
            Set<Key> statements = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    statements.add(key(rows));
                }
            }
            return statements;
        }
    }

    /** Estimates of executions that began in a time, the oldest first. */
    public List<KeptEstimate> in(TimeSpan began) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement(SELECT
                        + " WHERE start_micros >= ? AND start_micros < ? ORDER BY start_micros, type, workspace_id,"
                        + " execution_id")) {
            select.setLong(1, began.startMicros());
            select.setLong(2, began.endMicros());
            return read(select);
        }
    }

    /** Estimates of what Databricks calls by an id, which may be several in several workspaces. */
    public List<KeptEstimate> of(ExecutionType type, String executionId) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement(
                        SELECT + " WHERE type = ? AND execution_id = ? ORDER BY workspace_id")) {
            select.setString(1, type.name());
            select.setString(2, executionId);
            return read(select);
        }
    }

    private static List<KeptEstimate> read(PreparedStatement select) throws SQLException {
        List<KeptEstimate> estimates = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                estimates.add(new KeptEstimate(
                        EstimationKind.valueOf(rows.getString("kind")),
                        ExecutionType.valueOf(rows.getString("type")),
                        rows.getString("workspace_id"),
                        rows.getString("execution_id"),
                        rows.getString("object_id"),
                        new TimeSpan(rows.getLong("start_micros"), rows.getLong("end_micros")),
                        rows.getLong("said_micros"),
                        Optional.ofNullable(rows.getBigDecimal("quantity")),
                        Optional.ofNullable(rows.getBigDecimal("cost")),
                        rows.getString("currency"),
                        rows.getString("sku_name"),
                        EstimateJson.texts(rows.getString("inputs")),
                        EstimateJson.list(rows.getString("missing")),
                        rows.getString("opaque_id"),
                        rows.getString("orchestrator_job"),
                        rows.getString("orchestrator_run")));
            }
        }
        return estimates;
    }

    private static Key key(ResultSet rows) throws SQLException {
        return new Key(
                ExecutionType.valueOf(rows.getString("type")),
                rows.getString("workspace_id"),
                rows.getString("execution_id"));
    }

    private static void key(PreparedStatement statement, Key key) throws SQLException {
        statement.setString(1, key.type().name());
        statement.setString(2, key.workspaceId());
        statement.setString(3, key.executionId());
    }

    private static void write(PreparedStatement insert, KeptEstimate estimate) throws SQLException {
        key(insert, Key.of(estimate));
        int at = KEY.size();
        insert.setString(++at, estimate.kind().name());
        insert.setString(++at, estimate.objectId());
        insert.setLong(++at, estimate.ran().startMicros());
        insert.setLong(++at, estimate.ran().endMicros());
        insert.setLong(++at, estimate.saidMicros());
        insert.setBigDecimal(++at, estimate.quantity().orElse(null));
        insert.setBigDecimal(++at, estimate.cost().orElse(null));
        insert.setString(++at, estimate.currency());
        insert.setString(++at, estimate.skuName());
        insert.setString(++at, Fit.plain(EstimateJson.texts(estimate.inputs())));
        insert.setString(++at, Fit.plain(EstimateJson.list(estimate.missing())));
        insert.setString(++at, Fit.plain(estimate.opaqueId()));
        insert.setString(++at, Fit.plain(estimate.orchestratorJob()));
        insert.setString(++at, Fit.plain(estimate.orchestratorRun()));
    }
}
