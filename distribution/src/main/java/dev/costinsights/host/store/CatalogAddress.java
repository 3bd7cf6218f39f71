package dev.costinsights.host.store;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.database.H2File;
import dev.costinsights.host.database.PostgresLimits;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/**
 * Where the catalog is.
 *
 * @param url empty for the embedded database in the store's folder, else of PostgreSQL
 * @param password never shown
 */
public record CatalogAddress(String url, String user, String password) {

    private static final String POSTGRES = "jdbc:postgresql:";

    public CatalogAddress {
        Objects.requireNonNull(url, "url");
        if (!url.isEmpty() && !url.startsWith(POSTGRES)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "setting store.url is not the address of a PostgreSQL database; write it as " + POSTGRES
                            + "//host:5432/database, or leave it out for the embedded one");
        }
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.contains("password=") || lower.matches(".*//[^/]*@.*")) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "setting store.url holds credentials; put them into store.user and COST_INSIGHTS_STORE_PASSWORD");
        }
    }

    /** In the store's own folder. */
    public static CatalogAddress embedded() {
        return new CatalogAddress("", "", "");
    }

    boolean isEmbedded() {
        return url.isEmpty();
    }

    String jdbcUrl(Path home) {
        return isEmbedded()
                ? H2File.url(home.resolve("catalog")) + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"
                : url;
    }

    /** What its driver needs to know besides. */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", isEmbedded() ? "store" : user);
        properties.setProperty("password", isEmbedded() ? "" : password);
        if (!isEmbedded()) {
            properties.putAll(PostgresLimits.PROPERTIES);
            properties.setProperty("ApplicationName", "cost-insights");
        }
        return properties;
    }

    /** For people: without what follows the database's name. */
    String place(Path home) {
        return isEmbedded() ? home.resolve("catalog.mv.db").toString() : url.replaceAll("[?;].*", "");
    }

    @Override
    public String toString() {
        return "CatalogAddress[" + url.replaceAll("[?;].*", "") + "]";
    }
}
