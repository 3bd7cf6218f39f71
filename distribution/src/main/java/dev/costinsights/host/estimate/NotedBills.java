package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.TimeSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What bills say of work, day by day, in a database: estimates learn from it and are compared with it. A day that is noted
 * again replaces what was noted of it before, so that corrections of the bill arrive here too. Safe for use by several
 * threads.
 */
public final class NotedBills {

    /** Older work teaches nothing that newer work does not. */
    private static final int DAYS_OF_WORK = 60;

    private static final String INSERT_WORK = "INSERT INTO " + EstimateDatabase.WORK
            + " (usage_date, kind, workspace_id, work_id, object_id, start_micros, end_micros, active_micros, is_over,"
            + " compute, account_id, cloud, sku_name, usage_unit, quantity, list_cost)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_STATEMENT = "INSERT INTO " + EstimateDatabase.STATEMENT
            + " (usage_date, workspace_id, statement_id, quantity, list_cost) VALUES (?, ?, ?, ?, ?)";

    private final EstimateDatabase database;

    public NotedBills(EstimateDatabase database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /**
     * All that is known at one moment.
     *
     * @param version another one after every change
     * @param dates days of which the bill was noted
     * @param works of the newest days
     */
    public record Known(long version, Set<LocalDate> dates, List<WorkOfDay> works, RateBook rates) {

        public Known {
            dates = Set.copyOf(dates);
            works = List.copyOf(works);
        }
    }

    /** Replaces what was noted of a day. */
    void note(LocalDate date, Collection<WorkOfDay> works, Collection<BilledStatement> statements) throws SQLException {
        try (Connection connection = database.connect()) {
            Set<WorkOfDay> noted = new HashSet<>(works(connection, "=", date));
            List<WorkOfDay> found =
                    works.stream().filter(work -> !noted.remove(work)).toList();
            forget(connection, noted);
            forget(connection, date, List.of(EstimateDatabase.DAY, EstimateDatabase.STATEMENT));
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO " + EstimateDatabase.DAY + " (usage_date) VALUES (?)")) {
                insert.setObject(1, date);
                insert.executeUpdate();
            }
            // Nearly all of a day that is computed again was billed what it was.
            try (PreparedStatement insert = connection.prepareStatement(INSERT_WORK)) {
                for (WorkOfDay work : found) {
                    write(insert, work);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            try (PreparedStatement insert = connection.prepareStatement(INSERT_STATEMENT)) {
                for (BilledStatement statement : statements) {
                    insert.setObject(1, date);
                    insert.setString(2, statement.workspaceId());
                    insert.setString(3, statement.statementId());
                    insert.setBigDecimal(4, statement.bill().quantity());
                    insert.setBigDecimal(5, statement.bill().listCost());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    /** Forgets days that are on no bill any more, and takes over what is known of prices and warehouses by now. */
    void finish(Set<LocalDate> dates, RateBook rates) throws SQLException {
        try (Connection connection = database.connect()) {
            for (LocalDate noted : dates(connection)) {
                if (!dates.contains(noted)) {
                    forget(connection, noted, EstimateDatabase.BILLS);
                }
            }
            try (PreparedStatement update = connection.prepareStatement("UPDATE " + EstimateDatabase.RATES
                            + " SET version = version + 1, content = ? WHERE id = 1");
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO " + EstimateDatabase.RATES + " (id, version, content) VALUES (1, 1, ?)")) {
                String content = EstimateJson.rates(rates);
                update.setString(1, content);
                if (update.executeUpdate() == 0) {
                    insert.setString(1, content);
                    insert.executeUpdate();
                }
            }
            connection.commit();
        }
    }

    /** Another number after every change; 0 before any bill. */
    long version() throws SQLException {
        try (Connection connection = database.connect()) {
            return version(connection);
        }
    }

    /** All of it. */
    public Known known() throws SQLException {
        try (Connection connection = database.connect()) {
            long version = version(connection);
            NavigableSet<LocalDate> dates = dates(connection);
            List<WorkOfDay> works = dates.isEmpty()
                    ? List.of()
                    : works(connection, ">", dates.last().minusDays(DAYS_OF_WORK));
            return new Known(version, dates, works, rates(connection));
        }
    }

    /** Days of which the bill was noted. */
    NavigableSet<LocalDate> dates() throws SQLException {
        try (Connection connection = database.connect()) {
            return dates(connection);
        }
    }

    RateBook rates() throws SQLException {
        try (Connection connection = database.connect()) {
            return rates(connection);
        }
    }

    private static void forget(Connection connection, LocalDate date, List<String> tables) throws SQLException {
        for (String table : tables) {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE usage_date = ?")) {
                delete.setObject(1, date);
                delete.executeUpdate();
            }
        }
    }

    private static void forget(Connection connection, Collection<WorkOfDay> works) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + EstimateDatabase.WORK
                + " WHERE usage_date = ? AND kind = ? AND workspace_id = ? AND work_id = ?")) {
            for (WorkOfDay work : works) {
                delete.setObject(1, work.date());
                delete.setString(2, work.kind().name());
                delete.setString(3, work.workspaceId());
                delete.setString(4, work.workId());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private static long version(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet rows =
                        select.executeQuery("SELECT version FROM " + EstimateDatabase.RATES + " WHERE id = 1")) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static NavigableSet<LocalDate> dates(Connection connection) throws SQLException {
        NavigableSet<LocalDate> dates = new TreeSet<>();
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT usage_date FROM " + EstimateDatabase.DAY)) {
            while (rows.next()) {
                dates.add(rows.getObject(1, LocalDate.class));
            }
        }
        return dates;
    }

    private static RateBook rates(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet rows =
                        select.executeQuery("SELECT content FROM " + EstimateDatabase.RATES + " WHERE id = 1")) {
            return rows.next() ? EstimateJson.rates(rows.getString(1)) : RateBook.EMPTY;
        }
    }

    /** @param which compares a work's day with the date */
    private static List<WorkOfDay> works(Connection connection, String which, LocalDate date) throws SQLException {
        List<WorkOfDay> works = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT usage_date, kind, workspace_id, work_id,"
                + " object_id, start_micros, end_micros, active_micros, is_over, compute, account_id, cloud, sku_name,"
                + " usage_unit, quantity, list_cost FROM " + EstimateDatabase.WORK + " WHERE usage_date " + which
                + " ?")) {
            select.setObject(1, date);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    works.add(work(rows));
                }
            }
        }
        return works;
    }

    private static WorkOfDay work(ResultSet rows) throws SQLException {
        String workspace = rows.getString("workspace_id");
        return new WorkOfDay(
                rows.getObject("usage_date", LocalDate.class),
                EstimationKind.valueOf(rows.getString("kind")),
                workspace,
                rows.getString("work_id"),
                rows.getString("object_id"),
                new TimeSpan(rows.getLong("start_micros"), rows.getLong("end_micros")),
                rows.getLong("active_micros"),
                rows.getBoolean("is_over"),
                EstimateJson.compute(rows.getString("compute")),
                WorkOfDay.billing(
                        rows.getString("account_id"),
                        workspace,
                        rows.getString("cloud"),
                        rows.getString("sku_name"),
                        rows.getString("usage_unit")),
                rows.getBigDecimal("quantity"),
                rows.getBigDecimal("list_cost"));
    }

    private static void write(PreparedStatement insert, WorkOfDay work) throws SQLException {
        insert.setObject(1, work.date());
        insert.setString(2, work.kind().name());
        insert.setString(3, work.workspaceId());
        insert.setString(4, work.workId());
        insert.setString(5, work.objectId());
        insert.setLong(6, work.span().startMicros());
        insert.setLong(7, work.span().endMicros());
        insert.setLong(8, work.activeMicros());
        insert.setBoolean(9, work.isOver());
        insert.setString(10, EstimateJson.compute(work.compute()));
        insert.setString(11, work.billing().accountId());
        insert.setString(12, work.billing().cloud());
        insert.setString(13, work.billing().skuName());
        insert.setString(14, work.billing().usageUnit());
        insert.setBigDecimal(15, work.quantity());
        insert.setBigDecimal(16, work.listCost());
    }
}
