package dev.costinsights.plugin.systemtables.jdbc;

import com.databricks.internal.sdk.core.DatabricksConfig;
import com.databricks.jdbc.api.impl.DatabricksConnection;
import com.databricks.jdbc.api.impl.DatabricksConnectionContextFactory;
import com.databricks.jdbc.api.impl.DatabricksResultSetMetaData;
import com.databricks.jdbc.api.internal.IDatabricksConnectionContext;
import com.databricks.jdbc.common.DatabricksClientConfiguratorManager;
import com.databricks.jdbc.common.util.DriverUtil;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of the Databricks JDBC driver, held within bounds that the driver does not have: every call ends at a time
 * limit or at an interrupt, nothing is repeated behind our back, and an answer counts only when all of its rows came.
 *
 * <p>The connection is built as {@code Driver.connect} builds it, with one difference that no property allows: the driver's
 * HTTP client is told not to repeat requests, and watched (decision record 0015).
 *
 * <p>One thread at a time.
 */
final class Wire {

    private static final Logger log = LoggerFactory.getLogger(Wire.class);

    private static final Duration OPENING = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private static final int KNOCKING_MILLIS = 10_000;

    /** The longest silence on a socket, in seconds. */
    private static final String SILENCE = "60";

    private final Login.Ticket ticket;
    private final IDatabricksConnectionContext context;
    private final Workers workers;
    private final Failures failures;
    private volatile Traffic traffic;
    private volatile DatabricksConnection connection;
    private volatile Statement running;
    private volatile boolean broken;
    private volatile long idleSince = System.nanoTime();

    private Wire(Login.Ticket ticket, IDatabricksConnectionContext context, Workers workers, Failures failures) {
        this.ticket = ticket;
        this.context = context;
        this.workers = workers;
        this.failures = failures;
    }

    static Wire open(Workspace workspace, Login.Ticket ticket, Workers workers, Failures failures, Deadline deadline)
            throws Failure.Thrown, InterruptedException {
        IDatabricksConnectionContext context;
        try {
            context = DatabricksConnectionContextFactory.create(url(workspace, ticket), properties(ticket));
            DriverUtil.setUpLogging(context);
        } catch (SQLException e) {
            throw new Failure.Thrown(
                    Failure.lasting(ErrorCode.CONFIGURATION, ticket.host() + " is no address that the driver takes"));
        }
        Wire wire = new Wire(ticket, context, workers, failures);
        try {
            wire.call(deadline.leftAtMost(OPENING), wire::connect);
            return wire;
        } catch (Failure.Thrown | InterruptedException e) {
            wire.abandon();
            throw e;
        }
    }

    private static String url(Workspace workspace, Login.Ticket ticket) {
        String address = ticket.host().substring(ticket.host().indexOf("://") + 3);
        boolean encrypted = ticket.host().startsWith("https://");
        return "jdbc:databricks://" + address + (address.matches(".*:[0-9]+") ? "" : encrypted ? ":443" : ":80")
                + "/default;ssl=" + (encrypted ? '1' : '0') + ";httpPath=/sql/1.0/warehouses/"
                + workspace.warehouseId();
    }

    private static Properties properties(Login.Ticket ticket) {
        Properties properties = new Properties();
        properties.setProperty("AuthMech", "3");
        properties.setProperty("UID", "token");
        properties.setProperty("PWD", ticket.token());
        // The Statement Execution API; and no calls to find out about features.
        properties.setProperty("UseThriftClient", "0");
        properties.setProperty("UseBoundedSeaApi", "0");
        properties.setProperty("EnableThriftNativeMetadata", "0");
        properties.setProperty("EnableTelemetry", "0");
        // For the downloads of large results, which have a client of their own.
        properties.setProperty("RateLimitRetry", "0");
        properties.setProperty("TemporarilyUnavailableRetry", "0");
        properties.setProperty("socketTimeout", SILENCE);
        properties.setProperty("ChunkReadyTimeoutSeconds", SILENCE);
        properties.setProperty("TIMEZONE", "UTC");
        properties.setProperty("useragententry", "CostInsights");
        if (Proxies.exist()) {
            properties.setProperty("UseSystemProxy", "1");
        }
        // It would write to stderr, statements and addresses included. What matters is thrown, and told by us.
        properties.setProperty("loglevel", "OFF");
        return properties;
    }

    private Void connect() throws SQLException, IOException {
        knock();
        DatabricksConfig config = DatabricksClientConfiguratorManager.getInstance()
                .getConfigurator(context)
                .getDatabricksConfig();
        traffic = new Traffic(config.getHttpClient(), failures.clock());
        config.setHttpClient(traffic).setDisableRetries(true);
        DatabricksConnection opening = new DatabricksConnection(context);
        connection = opening;
        opening.open();
        return null;
    }

    /** The driver's set-up repeats its requests for half a minute where nobody is; whether somebody is can be told at once. */
    private void knock() throws IOException {
        URI host = URI.create(ticket.host());
        if (Proxies.leadTo(host)) {
            return;
        }
        int port = host.getPort() >= 0 ? host.getPort() : host.getScheme().equals("https") ? 443 : 80;
        InetSocketAddress address = new InetSocketAddress(host.getHost(), port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host.getHost());
        }
        failures.resolved();
        try (Socket socket = new Socket()) {
            socket.connect(address, KNOCKING_MILLIS);
        }
    }

    /** Takes the rows of a result, on the thread of whoever asked for them. */
    interface Rows {
        /** @return how many there were */
        long take(ResultSet rows) throws SQLException, InterruptedException;
    }

    /**
     * Runs a query and hands its rows over.
     *
     * @throws Failure.Thrown when it failed or not all rows came; what was handed over is worth nothing then
     */
    void query(String sql, Deadline deadline, Rows rows) throws Failure.Thrown, InterruptedException {
        boolean settled = false;
        try {
            Duration left = deadline.left();
            ResultSet result = call(left, () -> execute(sql, left));
            long taken = rows.take(result);
            checkComplete(result, taken);
            settle(result);
            settled = true;
        } catch (SQLException e) {
            throw understood(e);
        } catch (Failure.Thrown e) {
            // A statement that was refused leaves the session as it was.
            settled = !broken;
            throw e;
        } finally {
            if (!settled) {
                abandon();
            }
        }
    }

    private ResultSet execute(String sql, Duration left) throws SQLException {
        Statement statement = connection.createStatement();
        running = statement;
        statement.setQueryTimeout((int) Math.max(1, Math.min(left.toSeconds(), 86_400)));
        return statement.executeQuery(sql);
    }

    /** An empty answer to a request for more rows ends a result as if it were complete (driver 3.4.5). */
    private void checkComplete(ResultSet result, long taken) throws SQLException, Failure.Thrown {
        DatabricksResultSetMetaData about = (DatabricksResultSetMetaData) result.getMetaData();
        boolean missing = about.hasKnownTotalRows() && about.getTotalRows() != taken;
        if (missing || about.getIsTruncated()) {
            broken = true;
            throw new Failure.Thrown(Failure.passing(
                    ErrorCode.UNAVAILABLE,
                    ticket.host() + " sent " + taken + " of " + about.getTotalRows() + " rows of a result"));
        }
    }

    /** Lets the warehouse forget the result. All rows are here, so it does not matter if that fails. */
    private void settle(ResultSet result) throws InterruptedException {
        try {
            call(CLOSING, () -> {
                result.close();
                running.close();
                return null;
            });
        } catch (Failure.Thrown e) {
            log.debug("a result could not be closed: {}", e.getMessage());
            // Nobody takes it again, so nobody else would end its session.
            abandon();
        }
    }

    /** A call into the driver, with what it throws made sense of. */
    private <T> T call(Duration limit, Callable<T> work) throws Failure.Thrown, InterruptedException {
        if (traffic != null) {
            traffic.forget();
        }
        try {
            return workers.call(limit, this::abandon, work);
        } catch (InterruptedException e) {
            broken = true;
            throw e;
        } catch (Workers.TooLateException e) {
            broken = true;
            throw new Failure.Thrown(failures.tooLate(ticket.host(), limit));
        } catch (Exception e) {
            throw understood(e);
        }
    }

    private Failure.Thrown understood(Exception e) {
        log.debug("the driver failed: {}", failures.quote(e.toString()));
        boolean opened = connection != null && running != null;
        Failure failure = failures.of(e, ticket.host(), traffic, opened);
        broken |= traffic == null || traffic.status() < 200 || traffic.status() >= 300 || failure.mayPass();
        return new Failure.Thrown(failure);
    }

    boolean isBroken() {
        return broken;
    }

    /** Whether it was opened with this ticket. */
    boolean isOf(Login.Ticket other) {
        return ticket.equals(other);
    }

    void idle() {
        idleSince = System.nanoTime();
    }

    Duration idleFor() {
        return Duration.ofNanos(System.nanoTime() - idleSince);
    }

    /** Ends whatever is going on, from the outside and without waiting: the statement, the session, the sockets. */
    void abandon() {
        broken = true;
        workers.later(this::tearDown);
    }

    /** Ends the session; nothing is going on. */
    void close() {
        workers.later(() -> {
            running = null;
            tearDown();
        });
    }

    /**
     * Runs on a thread of its own and asks for no other: there are none any more once everything is being closed. Calls end
     * when the socket has been silent for long.
     */
    private void tearDown() {
        Statement statement = running;
        DatabricksConnection open = connection;
        running = null;
        connection = null;
        try {
            end(statement == null ? null : statement::cancel);
            end(open);
        } finally {
            DatabricksClientConfiguratorManager.getInstance().removeInstance(context);
        }
    }

    /** @param what null for nothing */
    private void end(AutoCloseable what) {
        if (what == null) {
            return;
        }
        try {
            what.close();
        } catch (Exception e) {
            // Nobody waits for this connection any more; the warehouse ends sessions that are silent.
            log.debug("a connection could not be closed in order: {}", failures.quote(e.toString()));
        }
    }
}
