package dev.costinsights.host.store;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The catalog's connection: every piece of work is a transaction of its own, and one that writes checks in the same
 * transaction that the lease is still ours. Thread-safe; pieces of work come one after another.
 */
final class Catalog implements AutoCloseable {

    /** How long a lease holds without being renewed, in seconds. */
    private static final long LEASE = 60;

    /** The database's own time, so that the clocks of several hosts do not matter; seconds since 1970. */
    private static final String NOW = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) AS BIGINT)";

    private final Connection connection;
    private final String place;
    private final boolean embedded;
    private long epoch = -1;

    /** Work of one transaction. */
    interface Work<T> {
        T run(Sql sql) throws SQLException;
    }

    Catalog(Connection connection, String place, boolean embedded) {
        this.connection = connection;
        this.place = place;
        this.embedded = embedded;
    }

    /** Reads. */
    <T> T read(Work<T> work) {
        return transaction(work);
    }

    /** Writes, if the lease is still ours. */
    <T> T write(Work<T> work) {
        return transaction(sql -> {
            long current = sql.number("SELECT epoch FROM lease WHERE id = 1 FOR UPDATE");
            if (epoch < 0 || current != epoch) {
                String other = sql.text("SELECT holder FROM lease WHERE id = 1");
                throw new CostInsightsException(
                        ErrorCode.UNAVAILABLE,
                        "the store was taken over by " + Holder.parse(other).described()
                                + " while this command did not answer; nothing more was written by this one, run it again"
                                + " when the other has ended");
            }
            sql.update("UPDATE lease SET expires = " + NOW + " + " + LEASE + " WHERE id = 1");
            return work.run(sql);
        });
    }

    /**
     * Becomes the one who writes.
     *
     * @throws CostInsightsException when another does
     */
    void lease(Holder self) {
        epoch = transaction(sql -> {
            long current = sql.number("SELECT epoch FROM lease WHERE id = 1 FOR UPDATE");
            Optional<Holder> other = writer(sql);
            if (other.isPresent()) {
                throw new CostInsightsException(
                        ErrorCode.UNAVAILABLE,
                        "the store at " + place + " is being written to by "
                                + other.get().described() + "; wait until it has ended (if it was killed, "
                                + left(sql) + " seconds), or stop it");
            }
            sql.update(
                    "UPDATE lease SET epoch = ?, holder = ?, expires = " + NOW + " + " + LEASE + " WHERE id = 1",
                    current + 1,
                    self.line());
            return current + 1;
        });
    }

    /** Who writes now, as far as is known: of a process that was killed on another host, for as long as its lease lasts. */
    Optional<Holder> writer() {
        return read(sql -> writer(sql));
    }

    private Optional<Holder> writer(Sql sql) throws SQLException {
        Holder holder = Holder.parse(sql.text("SELECT holder FROM lease WHERE id = 1"));
        // The embedded database admits one process, so another holder of it cannot live.
        boolean gone = holder.isGone() || (embedded && !holder.isThisProcess());
        return left(sql) > 0 && !gone ? Optional.of(holder) : Optional.empty();
    }

    /** Seconds that the lease lasts, if it is not renewed. */
    private static long left(Sql sql) throws SQLException {
        return sql.number("SELECT expires - " + NOW + " FROM lease WHERE id = 1");
    }

    /** Keeps a lease that would run out while nothing is written. */
    void renew() {
        write(sql -> null);
    }

    boolean isLeased() {
        return epoch >= 0;
    }

    private synchronized <T> T transaction(Work<T> work) {
        try {
            try {
                T result = work.run(new Sql(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                // Whatever it was: what the next piece of work commits must be its own.
                rollback(e);
                throw e;
            }
        } catch (SQLException e) {
            throw failed(place, e);
        }
    }

    private void rollback(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    static CostInsightsException failed(String place, SQLException e) {
        return new CostInsightsException(
                ErrorCode.UNAVAILABLE,
                "the catalog at " + place + " failed: " + firstLine(e)
                        + "; nothing of the last step was kept, what was written before is. Check its disk or server, and"
                        + " run the command again",
                e);
    }

    static String firstLine(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return (end < 0 ? message : message.substring(0, end))
                .replaceAll("; SQL statement:.*", "")
                .trim();
    }

    /** Gives up the lease and the connection. */
    @Override
    public synchronized void close() {
        try (Connection closing = connection) {
            if (epoch >= 0) {
                Sql sql = new Sql(closing);
                sql.update("UPDATE lease SET expires = 0 WHERE id = 1 AND epoch = ?", epoch);
                closing.commit();
            }
        } catch (SQLException e) {
            // The lease runs out by itself, and every transaction before was committed.
        }
    }

    /** Statements with their values. */
    static final class Sql {
        private final Connection connection;

        Sql(Connection connection) {
            this.connection = connection;
        }

        /** Makes something of a row. */
        interface Row<T> {
            T of(ResultSet row) throws SQLException;
        }

        int update(String sql, Object... values) throws SQLException {
            try (PreparedStatement statement = prepare(sql, values)) {
                return statement.executeUpdate();
            }
        }

        /** Does the same with each of these rows of values. */
        void updateEach(String sql, List<Object[]> rows) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Object[] values : rows) {
                    set(statement, values);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }

        <T> List<T> list(String sql, Row<T> maker, Object... values) throws SQLException {
            try (PreparedStatement statement = prepare(sql, values);
                    ResultSet rows = statement.executeQuery()) {
                List<T> list = new ArrayList<>();
                while (rows.next()) {
                    list.add(maker.of(rows));
                }
                return list;
            }
        }

        long number(String sql, Object... values) throws SQLException {
            return list(sql, row -> row.getLong(1), values).get(0);
        }

        String text(String sql, Object... values) throws SQLException {
            return list(sql, row -> row.getString(1), values).get(0);
        }

        private PreparedStatement prepare(String sql, Object... values) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            set(statement, values);
            return statement;
        }

        private static void set(PreparedStatement statement, Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
        }
    }
}
