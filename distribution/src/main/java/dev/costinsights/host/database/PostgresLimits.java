package dev.costinsights.host.database;

import java.util.Map;

/** How long a PostgreSQL may let us wait; what its address says counts more. */
public final class PostgresLimits {

    private static final String CONNECT_SECONDS = "15";

    /** No question that we ask takes a tenth of that. */
    private static final String ANSWER_SECONDS = "60";

    /** Properties of its driver. */
    public static final Map<String, String> PROPERTIES = Map.of(
            "loginTimeout", CONNECT_SECONDS,
            "connectTimeout", CONNECT_SECONDS,
            "socketTimeout", ANSWER_SECONDS,
            "tcpKeepAlive", "true");

    private PostgresLimits() {}
}
