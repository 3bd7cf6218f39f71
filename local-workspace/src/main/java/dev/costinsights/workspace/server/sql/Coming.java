package dev.costinsights.workspace.server.sql;

import dev.costinsights.workspace.tables.SystemTable;
import dev.costinsights.workspace.tables.SystemTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of the system tables that are known and have not arrived yet: nobody reads them until they have. Not thread-safe,
 * and not beside {@link Database#append}.
 */
public final class Coming {
    private static final String SCHEMA = Names.FACTS + ".coming";

    /**
     * When the rows of a table arrive that say no more than what they tell of: with what they tell. A bill that says only
     * its day is there from the day's beginning, and never before what it bills is over.
     */
    private static final Map<String, String> ARRIVALS = Map.of(
            "billing.usage", "greatest(CAST(ingestion_date AS TIMESTAMPTZ), usage_end_time)",
            "query.history", "end_time",
            "lakeflow.job_run_timeline", "period_end_time",
            "lakeflow.job_task_run_timeline", "period_end_time",
            "lakeflow.pipeline_update_timeline", "period_end_time",
            "compute.warehouse_events", "event_time");

    private final Database database;
    private final List<String> tables = new ArrayList<>();

    private Coming(Database database) {
        this.database = database;
    }

    /**
     * Takes what arrives after a moment out of the tables that were loaded; only before {@link Database#lock}.
     *
     * @param bills when rows of the bill arrive: files with {@code record_id} and {@code arrives}; what is not in them
     *     arrives by its own columns
     */
    public static Coming after(Instant moment, Database database, List<Path> bills) {
        Coming coming = new Coming(database);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + SCHEMA);
            for (SystemTable table : SystemTables.all()) {
                String name = table.schema() + '.' + table.name();
                if (ARRIVALS.containsKey(name)) {
                    coming.take(name, moment, name.equals("billing.usage") ? bills : List.of(), statement);
                }
            }
        } catch (SQLException e) {
            throw Database.broken(e);
        }
        return coming;
    }

    private void take(String table, Instant moment, List<Path> known, Statement statement) throws SQLException {
        String arrives = ARRIVALS.get(table);
        String from = Database.facts(table) + " AS rows";
        if (!known.isEmpty()) {
            arrives = "coalesce(known.arrives, " + arrives + ')';
            from += " LEFT JOIN read_parquet(["
                    + String.join(
                            ", ",
                            known.stream()
                                    .map(path -> Names.literal(path.toString()))
                                    .toList())
                    + "]) AS known USING (record_id)";
        }
        statement.execute("CREATE TABLE " + held(table) + " AS SELECT rows.*, rows.rowid AS place, " + arrives
                + " AS arrives FROM " + from + " WHERE " + arrives + " > " + literal(moment));
        statement.execute(
                "DELETE FROM " + Database.facts(table) + " WHERE rowid IN (SELECT place FROM " + held(table) + ')');
        tables.add(table);
    }

    /** Lets what has arrived by a moment be read; returns when the next row arrives. */
    public Optional<Instant> arrive(Instant moment) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Instant next = null;
            for (String table : tables) {
                String arrived = " WHERE arrives <= " + literal(moment);
                statement.execute("INSERT INTO " + Database.facts(table) + " SELECT * EXCLUDE (place, arrives) FROM "
                        + held(table) + arrived + " ORDER BY arrives, place");
                statement.execute("DELETE FROM " + held(table) + arrived);
                try (ResultSet first = statement.executeQuery("SELECT epoch_us(min(arrives)) FROM " + held(table))) {
                    first.next();
                    long micros = first.getLong(1);
                    Instant when = first.wasNull() ? null : Instant.EPOCH.plusNanos(micros * 1_000);
                    next = next == null || (when != null && when.isBefore(next)) ? when : next;
                }
            }
            connection.commit();
            return Optional.ofNullable(next);
        } catch (SQLException e) {
            throw Database.broken(e);
        }
    }

    private static String held(String table) {
        return SCHEMA + '.' + Names.quoted(table);
    }

    private static String literal(Instant moment) {
        return "TIMESTAMPTZ '" + moment + '\'';
    }
}
