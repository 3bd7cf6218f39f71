package dev.costinsights.plugin.sql.driver;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.plugin.sql.jdbc.Wrapping;
import dev.costinsights.plugin.sql.tags.CallersTags;
import dev.costinsights.plugin.sql.tags.QueryTags;
import dev.costinsights.plugin.sql.tracking.Tracking;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Makes one connection, whose session starts out with the context's tags in its conf {@code query_tags}. Where the URL
 * sets that conf, it is left alone, and our tags come with the first statement.
 */
final class Connecting {

    private static final String CONF = "QUERY_TAGS";
    private static final Pattern IN_URL = Pattern.compile(";\\s*query_tags\\s*=", Pattern.CASE_INSENSITIVE);

    private Connecting() {}

    static Connection connect(Driver driver, String url, Properties properties) throws SQLException {
        Wrapping wrapping = DriverLink.newest();
        if (wrapping == null) {
            return driver.connect(url, properties);
        }
        Map<String, String> tags = tags(wrapping.tracking(), url, properties);
        return wrapping.wrap(driver.connect(url, tags.isEmpty() ? properties : with(tags, properties)), tags);
    }

    private static Map<String, String> tags(Tracking tracking, String url, Properties properties) {
        try {
            if (!tracking.channels().connectTags()
                    || !isWarehouse(url, properties)
                    || IN_URL.matcher(url).find()) {
                return Map.of();
            }
            AttributionContext context = tracking.context();
            return context.isEmpty()
                    ? Map.of()
                    : QueryTags.fitting(
                            context,
                            tracking.dialect(),
                            CallersTags.inConf(value(properties, CONF)),
                            reason -> tracking.undone(reason, null));
        } catch (Throwable e) {
            tracking.undone("sql: a connection was made without query tags", e);
            return Map.of();
        }
    }

    /** Clusters know no query tags. */
    private static boolean isWarehouse(String url, Properties properties) {
        String path = value(properties, "httpPath");
        String where = (path == null ? url : url + path).toLowerCase(Locale.ROOT);
        return where.contains("/warehouses/") || where.contains("/endpoints/");
    }

    /** The caller's properties stay as they are. */
    private static Properties with(Map<String, String> tags, Properties properties) {
        Properties copy = properties == null ? new Properties() : (Properties) properties.clone();
        String callers = value(copy, CONF);
        copy.keySet().removeIf(key -> CONF.equalsIgnoreCase(String.valueOf(key)));
        copy.setProperty(CONF, (callers == null || callers.isBlank() ? "" : callers + ",") + QueryTags.conf(tags));
        return copy;
    }

    /** Names count in any case, as for the Databricks driver. */
    private static String value(Properties properties, String name) {
        if (properties == null) {
            return null;
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (key.equalsIgnoreCase(name)) {
                found.put(key, properties.getProperty(key));
            }
        }
        return found.isEmpty() ? null : found.values().iterator().next();
    }
}
