package dev.costinsights.host.store;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The right to write to a store, held by one process at a time. Each taking has a number of its own; a transaction commits
 * only under the newest number, so that a holder who was thought dead and comes back changes nothing.
 */
final class Lease {

    /** A holder that has not been heard of for so long is taken for dead. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final long epoch;

    private Lease(long epoch) {
        this.epoch = epoch;
    }

    long epoch() {
        return epoch;
    }

    /**
     * Takes the lease within the connection's transaction.
     *
     * @throws CostInsightsException when somebody else has it
     */
    static Lease take(Connection connection, Clock clock) throws SQLException {
        long now = clock.millis();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT epoch, holder, renewed_at FROM lease FOR UPDATE")) {
            row.next();
            long epoch = row.getLong(1) + 1;
            String holder = row.getString(2);
            long renewed = row.getLong(3);
            if (isHeld(holder, renewed, now)) {
                throw new CostInsightsException(
                        ErrorCode.UNAVAILABLE,
                        "the store is being written by " + holder + " (last heard of at "
                                + Instant.ofEpochMilli(renewed) + "); wait until it is done, or stop it");
            }
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE lease SET epoch = ?, holder = ?, renewed_at = ?")) {
                update.setLong(1, epoch);
                update.setString(2, me());
                update.setLong(3, now);
                update.executeUpdate();
            }
            return new Lease(epoch);
        }
    }

    /**
     * Shows a sign of life within the connection's transaction, which holds others up until it ends.
     *
     * @throws CostInsightsException when somebody else has taken the lease meanwhile
     */
    void renew(Connection connection, Clock clock) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE lease SET renewed_at = ? WHERE epoch = ?")) {
            update.setLong(1, clock.millis());
            update.setLong(2, epoch);
            if (update.executeUpdate() == 1) {
                return;
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT holder FROM lease")) {
            row.next();
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    row.getString(1) + " has taken over the store; what this process was about to write is dropped");
        }
    }

    /** Gives the lease back within the connection's transaction, unless somebody else has it. */
    void release(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE lease SET holder = '', renewed_at = 0 WHERE epoch = ?")) {
            update.setLong(1, epoch);
            update.executeUpdate();
        }
    }

    /** A process of this machine that is gone holds nothing. */
    private static boolean isHeld(String holder, long renewed, long now) {
        if (holder.isEmpty() || now - renewed > PATIENCE.toMillis()) {
            return false;
        }
        String here = "@" + host();
        if (!holder.endsWith(here)) {
            return true;
        }
        String process = holder.substring("process ".length(), holder.length() - here.length());
        return ProcessHandle.of(Long.parseLong(process)).isPresent();
    }

    private static String me() {
        return "process " + ProcessHandle.current().pid() + "@" + host();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
