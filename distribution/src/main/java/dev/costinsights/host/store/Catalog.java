package dev.costinsights.host.store;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Properties;

/**
 * The database that says which files are the store, and who may change it. Any number of threads; one transaction at a
 * time.
 */
final class Catalog implements AutoCloseable {

    /** H2: the file is open in another process. */
    private static final int IN_USE = 90020;

    private final String name;
    private final Connection connection;
    private final Clock clock;
    private Lease lease;

    private Catalog(String name, Connection connection, Clock clock) {
        this.name = name;
        this.connection = connection;
        this.clock = clock;
    }

    /**
     * Opens the catalog, and makes it when there is none.
     *
     * @throws CostInsightsException when it cannot be reached, is in use, or was made by a newer program
     */
    static Catalog open(CatalogAddress address, Clock clock) {
        Properties login = new Properties();
        address.user().ifPresent(user -> login.setProperty("user", user));
        address.password().ifPresent(password -> login.setProperty("password", password));
        Connection connection = null;
        try {
            connection = DriverManager.getConnection(address.url(), login);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            CatalogSchema.migrate(connection, address.label());
            return new Catalog(address.label(), connection, clock);
        } catch (SQLException e) {
            closeQuietly(connection);
            throw unusable(address.label(), e);
        } catch (CostInsightsException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    /** Something done in a transaction. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Takes the right to write, until the catalog is closed. Returns the number of this taking. */
    synchronized long lease() {
        lease = transaction(connected -> Lease.take(connected, clock));
        return lease.epoch();
    }

    synchronized <T> T read(Work<T> work) {
        return transaction(work);
    }

    /** Changes something, if this process still has the right to. */
    synchronized <T> T write(Work<T> work) {
        return transaction(connected -> {
            lease.renew(connected, clock);
            return work.in(connected);
        });
    }

    long now() {
        return clock.millis();
    }

    @Override
    public synchronized void close() {
        try {
            if (lease != null) {
                transaction(connected -> {
                    lease.release(connected);
                    return null;
                });
            }
        } finally {
            closeQuietly(connection);
        }
    }

    private <T> T transaction(Work<T> work) {
        try {
            T result = work.in(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollback();
            throw unusable(name, e);
        } catch (RuntimeException e) {
            rollback();
            throw e;
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            closeQuietly(connection);
        }
    }

    private static CostInsightsException unusable(String name, SQLException cause) {
        if (cause.getErrorCode() == IN_USE) {
            return new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    name + " is open in another cost-insights; wait until it is done, or stop it. Several hosts share "
                            + "a store only with store.url and PostgreSQL",
                    cause);
        }
        return new CostInsightsException(
                ErrorCode.UNAVAILABLE,
                name + " cannot be used: " + firstLine(cause.getMessage()) + "; nothing was changed",
                cause);
    }

    private static String firstLine(String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("");
    }

    private static void closeQuietly(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // Nothing is lost: what was committed is, and what was not never will be.
        }
    }
}
