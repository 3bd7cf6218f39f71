package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.tracking.ExecutionPlace;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a session runs, from the driver's id of the connection and its URL. Holds no secret. */
final class DatabricksPlace {

    private static final Pattern HOST = Pattern.compile("jdbc:databricks://([^:/;]+).*", Pattern.DOTALL);
    private static final Pattern PATH = Pattern.compile(";httppath=([^;]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern WAREHOUSE = Pattern.compile(".*/(?:warehouses|endpoints)/([^/?]+).*");
    private static final Pattern CLUSTER = Pattern.compile(".*/o/([^/]+)/([^/?]+).*");

    private DatabricksPlace() {}

    /**
     * @param connectionId {@code s|<warehouse>|<session>}, or {@code t|<session>|<secret>}
     * @param url as the driver's meta data give it
     */
    static ExecutionPlace of(String connectionId, String url) {
        String[] parts = connectionId == null ? new String[0] : connectionId.split("\\|", -1);
        boolean isRest = parts.length > 2 && parts[0].equals("s");
        String session = isRest ? parts[2] : parts.length > 1 && parts[0].equals("t") ? parts[1] : null;
        String host = group(HOST.matcher(url == null ? "" : url), 1);
        Matcher path = PATH.matcher(url == null ? "" : url);
        String httpPath = path.find() ? path.group(1) : "";
        Matcher warehouse = WAREHOUSE.matcher(httpPath);
        Matcher cluster = CLUSTER.matcher(httpPath);
        ResourceType type = null;
        String resource = null;
        String workspace = null;
        if (isRest || warehouse.matches()) {
            type = ResourceType.WAREHOUSE;
            resource = isRest ? parts[1] : warehouse.group(1);
        } else if (cluster.matches()) {
            type = ResourceType.CLUSTER;
            resource = cluster.group(2);
            workspace = cluster.group(1).equals("0") ? null : cluster.group(1);
        }
        return new ExecutionPlace(
                host == null ? null : host.toLowerCase(Locale.ROOT), workspace, type, resource, session);
    }

    private static String group(Matcher matcher, int group) {
        return matcher.matches() ? matcher.group(group) : null;
    }
}
