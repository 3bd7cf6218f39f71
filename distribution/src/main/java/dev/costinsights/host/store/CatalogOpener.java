package dev.costinsights.host.store;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Opens a catalog, brings it to the form that this program writes, and makes sure that it belongs to the folder. */
final class CatalogOpener {

    private static final int H2_IN_USE = 90020;

    /** The number of the lock that orders hosts that open one catalog; any that nobody else uses in that database. */
    private static final long OPENING = 0x636f7374L;

    private final StoreFolder folder;
    private final CatalogAddress address;
    private final String place;

    CatalogOpener(StoreFolder folder, CatalogAddress address) {
        this.folder = folder;
        this.address = address;
        this.place = address.place(folder.root());
    }

    Catalog open(Holder self) {
        refuseNew();
        Connection connection = connect();
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            alone(connection, "pg_advisory_lock");
            migrate(connection);
            belongs(connection);
            // The next one must see what was decided here.
            connection.commit();
            alone(connection, "pg_advisory_unlock");
            connection.commit();
            if (address.isEmbedded()) {
                folder.place(holderFile(), self.line() + "\n");
            }
            return new Catalog(connection, place, address.isEmbedded());
        } catch (SQLException e) {
            abandon(connection);
            throw Catalog.failed(place, e);
        } catch (IOException e) {
            abandon(connection);
            throw folder.unwritable(e);
        } catch (RuntimeException e) {
            abandon(connection);
            throw e;
        }
    }

    /** A new catalog beside files would know none of them, and whoever writes next would remove them as leftovers. */
    private void refuseNew() {
        if (address.isEmbedded() && !Files.exists(folder.root().resolve("catalog.mv.db"))) {
            try {
                refuseFilled();
            } catch (IOException e) {
                throw folder.unwritable(e);
            }
        }
    }

    private void refuseFilled() throws IOException {
        if (folder.isFilled()) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "the store in " + folder.root() + " has files, and the catalog at " + place
                            + " is new and knows none of them; name their catalog in store.url, or restore it from a"
                            + " backup, or move facts and ledger away to begin anew; nothing was changed");
        }
    }

    private Connection connect() {
        try {
            return DriverManager.getConnection(address.jdbcUrl(folder.root()), address.properties());
        } catch (SQLException e) {
            if (e.getErrorCode() == H2_IN_USE) {
                throw new CostInsightsException(
                        ErrorCode.UNAVAILABLE,
                        "the store in " + folder.root() + " is in use by " + other()
                                + "; wait until it has ended, or let several hosts share a PostgreSQL with store.url",
                        e);
            }
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    "the catalog at " + place + " cannot be opened: " + Catalog.firstLine(e)
                            + (address.isEmbedded()
                                    ? "; if its file is damaged, restore it from a backup"
                                    : "; check store.url, store.user and COST_INSIGHTS_STORE_PASSWORD")
                            + "; nothing was changed",
                    e);
        }
    }

    private String other() {
        try {
            return Holder.parse(Files.readString(holderFile(), StandardCharsets.UTF_8)
                            .trim())
                    .described();
        } catch (IOException e) {
            return "another process";
        }
    }

    private Path holderFile() {
        return folder.root().resolve("catalog.holder");
    }

    /** Several hosts may open a catalog at the same time, and making tables is nothing that PostgreSQL orders by itself. */
    private void alone(Connection connection, String lock) throws SQLException {
        if (!address.isEmbedded()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT " + lock + "(" + OPENING + ")");
            }
        }
    }

    private void migrate(Connection connection) throws SQLException {
        int version = version(connection);
        StoreFolder.refuseNewer(Integer.toString(version), place);
        for (int next = version + 1; next <= StoreFolder.VERSION; next++) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : script(next).split(";\\s*\n", -1)) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
                statement.execute("UPDATE store_version SET version = " + next);
            }
            connection.commit();
        }
    }

    /** 0 for a new catalog; makes the table that says so. */
    private int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS store_version (version INTEGER NOT NULL, "
                    + "store_id VARCHAR(36) NOT NULL)");
            try (ResultSet rows = statement.executeQuery("SELECT version FROM store_version")) {
                if (rows.next()) {
                    return rows.getInt(1);
                }
            }
            statement.execute("INSERT INTO store_version VALUES (0, '')");
            return 0;
        }
    }

    private static String script(int version) {
        try (InputStream in = CatalogOpener.class.getResourceAsStream("catalog-" + version + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A catalog and a folder know each other by an id, so that no catalog is asked for files that are elsewhere. */
    private void belongs(Connection connection) throws SQLException, IOException {
        Path file = folder.root().resolve("store.id");
        String ours = Files.exists(file)
                ? Files.readString(file, StandardCharsets.UTF_8).trim()
                : "";
        try (Statement statement = connection.createStatement()) {
            String theirs;
            try (ResultSet rows = statement.executeQuery("SELECT store_id FROM store_version")) {
                rows.next();
                theirs = rows.getString(1);
            }
            if (!theirs.isEmpty() && !theirs.equals(ours)) {
                throw foreign();
            }
            if (theirs.isEmpty()) {
                refuseFilled();
                String id = ours.isEmpty() ? UUID.randomUUID().toString() : ours;
                if (ours.isEmpty()) {
                    folder.place(file, id + "\n");
                }
                int taken =
                        statement.executeUpdate("UPDATE store_version SET store_id = '" + id + "' WHERE store_id = ''");
                if (taken == 0) {
                    throw foreign();
                }
            }
        }
    }

    private CostInsightsException foreign() {
        return new CostInsightsException(
                ErrorCode.CONFIGURATION,
                "the catalog at " + place + " belongs to another folder than " + folder.root()
                        + "; name that folder with --home, or an empty database in store.url; nothing was changed");
    }

    private static void abandon(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is not used any more.
        }
    }
}
