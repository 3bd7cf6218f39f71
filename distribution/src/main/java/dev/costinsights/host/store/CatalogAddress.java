package dev.costinsights.host.store;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.config.HostKeys;
import java.util.Optional;

/**
 * Where a catalog is.
 *
 * @param url of JDBC
 * @param label for messages; without user or password
 */
public record CatalogAddress(String url, Optional<String> user, Optional<String> password, String label) {

    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** PostgreSQL where the settings name it, else H2 in the store's folder. */
    public static CatalogAddress of(Config host, StoreFolder folder) {
        Optional<String> url = host.string(HostKeys.STORE_URL);
        Optional<String> user = host.string(HostKeys.STORE_USER);
        Optional<String> password = host.string(HostKeys.STORE_PASSWORD);
        if (url.isEmpty()) {
            // Every commit is on the disk when it returns; the lock is the system's, which a killed process leaves
            // free.
            String embedded = "jdbc:h2:file:" + folder.catalog() + ";WRITE_DELAY=0;FILE_LOCK=FS;DB_CLOSE_ON_EXIT=FALSE";
            return new CatalogAddress(embedded, Optional.empty(), Optional.empty(), "the store in " + folder.home());
        }
        if (!url.get().startsWith(POSTGRESQL)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "setting " + HostKeys.STORE_URL + " is no address of a PostgreSQL database; it must be like "
                            + "jdbc:postgresql://host:5432/database. Leave it out for the embedded database");
        }
        int end = url.get().indexOf('?');
        return new CatalogAddress(
                url.get(),
                user,
                password,
                "the store at " + (end < 0 ? url.get() : url.get().substring(0, end)));
    }
}
