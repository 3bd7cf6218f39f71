package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A workspace to read from, as it is set. What is null is left to the SDK's unified authentication: environment, profile,
 * command line.
 *
 * @param region the cloud region whose tables its metastore shows; empty when it is the only workspace
 * @param warehouseId the SQL warehouse that runs the queries
 * @param setting the section that it is set in, for messages
 */
record Workspace(String region, String host, String profile, String token, String warehouseId, String setting) {

    private static final Pattern WAREHOUSE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * @return empty when no warehouse is set
     * @throws CostInsightsException when the settings contradict each other
     */
    static Optional<Workspace> of(String region, Config config, String section) {
        Config own = config.section(section);
        String host = own.string("host").map(Workspace::url).orElse(null);
        String profile = own.string("profile").orElse(null);
        String token = own.string("token").orElse(null);
        Optional<String> warehouse =
                own.string("warehouse_id").map(String::trim).filter(id -> !id.isEmpty());
        if (warehouse.isEmpty()) {
            if (host != null || profile != null || token != null) {
                throw new CostInsightsException(
                        ErrorCode.CONFIGURATION,
                        "there is a connection in " + section + " and no SQL warehouse to run queries on; set "
                                + section + ".warehouse_id");
            }
            return Optional.empty();
        }
        if (!WAREHOUSE.matcher(warehouse.get()).matches()) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "setting " + section + ".warehouse_id is '" + warehouse.get()
                            + "'; it must be the warehouse's id, such as 1234567890abcdef, not its name or path");
        }
        return Optional.of(new Workspace(region, host, profile, token, warehouse.get(), section));
    }

    /** A host as people write it, as a URL without a path. */
    static String url(String host) {
        String text = host.trim();
        if (!text.contains("://")) {
            text = "https://" + text;
        }
        int path = text.indexOf('/', text.indexOf("://") + 3);
        return path < 0 ? text : text.substring(0, path);
    }

    /** Never the token. */
    @Override
    public String toString() {
        return setting + " (warehouse " + warehouseId + ")";
    }
}
