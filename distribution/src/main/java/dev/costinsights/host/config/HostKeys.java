package dev.costinsights.host.config;

import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of the host itself. Every other section belongs to the plugin of that id, except {@code databricks}: the
 * connection to a workspace is set under the workspace's name, whichever plugin reads it.
 */
public final class HostKeys {

    static final String CONNECTION = "databricks";

    /** The plugin that gets the connection, as a section of its own. */
    static final String CONNECTED_PLUGIN = "systemtables";

    public static final String CLI_OUTPUT = "cli.output";
    public static final String CLI_COLOR = "cli.color";
    public static final String CLI_PROGRESS = "cli.progress";
    public static final String PLUGINS_DIR = "plugins.dir";
    public static final String PLUGINS_STRICT = "plugins.strict";
    public static final String ATTRIBUTION_IDLE = "attribution.idle";
    public static final String ATTRIBUTION_CURRENCY = "attribution.currency";
    public static final String ATTRIBUTION_FORMAT = "attribution.format";
    public static final String ATTRIBUTION_SETTLE_HORIZON = "attribution.settle_horizon";
    public static final String SERVER_HOST = "server.host";
    public static final String SERVER_PORT = "server.port";
    public static final String SERVER_TOKEN = "server.token";
    public static final String RECORDING_URL = "recording.url";
    public static final String RECORDING_TOKEN = "recording.token";
    public static final String RECORDING_SETTLE_EVERY = "recording.settle_every";
    public static final String RECORDING_KEEP = "recording.keep";
    public static final String STORE_URL = "store.url";
    public static final String STORE_USER = "store.user";
    public static final String STORE_PASSWORD = "store.password";
    public static final String BACKFILL_PARALLEL = "backfill.parallel";
    public static final String BACKFILL_SLICE_TIMEOUT = "backfill.slice_timeout";
    public static final String BACKFILL_SETTLE = "backfill.settle";
    public static final String BACKFILL_EVERY = "backfill.every";
    public static final String BACKFILL_DAYS = "backfill.days";

    static final Set<String> ALL = Set.of(
            CLI_OUTPUT,
            CLI_COLOR,
            CLI_PROGRESS,
            PLUGINS_DIR,
            PLUGINS_STRICT,
            ATTRIBUTION_IDLE,
            ATTRIBUTION_CURRENCY,
            ATTRIBUTION_FORMAT,
            ATTRIBUTION_SETTLE_HORIZON,
            SERVER_HOST,
            SERVER_PORT,
            SERVER_TOKEN,
            RECORDING_URL,
            RECORDING_TOKEN,
            RECORDING_SETTLE_EVERY,
            RECORDING_KEEP,
            STORE_URL,
            STORE_USER,
            STORE_PASSWORD,
            BACKFILL_PARALLEL,
            BACKFILL_SLICE_TIMEOUT,
            BACKFILL_SETTLE,
            BACKFILL_EVERY,
            BACKFILL_DAYS);

    private HostKeys() {}

    /** First parts of the host's keys. */
    static Set<String> sections() {
        Set<String> sections = new TreeSet<>();
        ALL.forEach(key -> sections.add(section(key)));
        return sections;
    }

    /** Whether a section is the host's, so that no plugin can have one of that name. */
    public static boolean isReserved(String section) {
        return CONNECTION.equals(section) || sections().contains(section);
    }

    static String section(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }
}
