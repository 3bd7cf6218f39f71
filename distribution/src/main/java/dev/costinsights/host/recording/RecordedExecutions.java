package dev.costinsights.host.recording;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.config.HostKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database in which executions rest: PostgreSQL where the settings name it, else a file of H2's in the host's folder.
 *
 * <p>The file is shared: while {@code serve} has it open, other commands of this machine reach it through that process, over
 * a port that only this machine can reach.
 */
public final class RecordedExecutions {

    private static final String FILE = "executions";
    private static final String FILE_ENDING = ".mv.db";

    private RecordedExecutions() {}

    /** The database, made when there is none. */
    public static DataSource open(Config host, Path home) {
        return shared(host).orElseGet(() -> embedded(home));
    }

    /** The database, if any execution can be in it. */
    public static Optional<DataSource> existing(Config host, Path home) {
        Optional<DataSource> shared = shared(host);
        return shared.isPresent() || !Files.exists(home.resolve(FILE + FILE_ENDING))
                ? shared
                : Optional.of(embedded(home));
    }

    private static Optional<DataSource> shared(Config host) {
        Optional<String> address = host.string(HostKeys.STORE_URL).map(String::trim);
        return address.filter(url -> !url.isEmpty()).map(url -> {
            PGSimpleDataSource database = new PGSimpleDataSource();
            try {
                database.setUrl(url);
            } catch (IllegalArgumentException e) {
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

    private static DataSource embedded(Path home) {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    "cannot write to " + home + ": " + e.getMessage() + "; choose another --home",
                    e);
        }
        // H2 looks at it once, when it opens the first port; without it the port would be open to the network.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + home.resolve(FILE) + ";AUTO_SERVER=TRUE");
        return database;
    }
}
