package dev.costinsights.host.database;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.files.Presence;
import dev.costinsights.host.files.PrivateFolder;
import dev.costinsights.host.files.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What rests in a database beside the store: in PostgreSQL where the settings name it, else each in a file of H2's in the
 * host's folder.
 *
 * <p>The files are shared: while {@code serve} has one open, other commands of its user reach it through that process, over a
 * port that only this machine can reach and with a key that stands beside the file. Whoever has the key can run anything in
 * that process, so the files have a folder that only their owner can look into.
 */
public enum HostDatabase {
    /** Executions that were recorded. */
    EXECUTIONS("executions", ""),
    /** What executions were estimated to cost, and what bills said of them. */
    ESTIMATES("estimates", ";DB_CLOSE_DELAY=5");

    private static final String FOLDER = "databases";
    private static final String FILE_ENDING = ".mv.db";
    private static final String LOCK_ENDING = ".lock.db";

    private final String file;
    private final String options;

    /** @param options of H2; a file of which no connection stays open is opened anew each time unless it may linger */
    HostDatabase(String file, String options) {
        this.file = file;
        this.options = options;
    }

    /** The database, made when there is none. */
    public DataSource open(Config host, Path home) {
        return shared(host).orElseGet(() -> embedded(home));
    }

    /** The database, if anything can be in it. */
    public Optional<DataSource> existing(Config host, Path home) {
        Optional<DataSource> shared = shared(host);
        return shared.isPresent() || !isIn(home) ? shared : Optional.of(embedded(home));
    }

    /** Whether a folder holds it. */
    public boolean isIn(Path home) {
        return Presence.of(place(home, FILE_ENDING)) || isWhereItWas(home);
    }

    private static Optional<DataSource> shared(Config host) {
        Optional<String> address = host.string(HostKeys.STORE_URL).map(String::trim);
        return address.filter(url -> !url.isEmpty()).map(url -> {
            PGSimpleDataSource database = new PGSimpleDataSource();
            try {
                for (Map.Entry<String, String> limit : PostgresLimits.PROPERTIES.entrySet()) {
                    database.setProperty(limit.getKey(), limit.getValue());
                }
                database.setUrl(url);
            } catch (IllegalArgumentException | SQLException e) {
                throw new CostInsightsException(
                        ErrorCode.CONFIGURATION,
                        "setting " + HostKeys.STORE_URL
                                + " is no address of a PostgreSQL database; it must be like "
                                + "jdbc:postgresql://host:5432/database",
                        e);
            }
            host.string(HostKeys.STORE_USER).ifPresent(database::setUser);
            host.string(HostKeys.STORE_PASSWORD).ifPresent(database::setPassword);
            return database;
        });
    }

    private DataSource embedded(Path home) {
        try {
            PrivateFolder.create(home);
            PrivateFolder.own(home.resolve(FOLDER));
            if (isWhereItWas(home)) {
                Files.move(home.resolve(file + FILE_ENDING), place(home, FILE_ENDING));
            }
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    "cannot write to " + home + ": " + Reason.of(e) + "; choose another --home",
                    e);
        }
        String address = H2File.url(place(home, "")) + ";AUTO_SERVER=TRUE" + options;
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(address);
        return database;
    }

    private Path place(Path home, String ending) {
        return home.resolve(FOLDER).resolve(file + ending);
    }

    /** Earlier versions had the file in the host's folder itself. One that they have open stays there. */
    private boolean isWhereItWas(Path home) {
        return Presence.of(home.resolve(file + FILE_ENDING))
                && !Presence.of(home.resolve(file + LOCK_ENDING))
                && !Presence.of(place(home, FILE_ENDING));
    }
}
