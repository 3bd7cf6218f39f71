package dev.costinsights.workspace.server;

import dev.costinsights.workspace.sample.ProgressListener;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.HttpFace;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import dev.costinsights.workspace.server.identity.Tokens;
import dev.costinsights.workspace.server.sql.Database;
import dev.costinsights.workspace.server.statements.Ids;
import dev.costinsights.workspace.server.statements.StatementListener;
import dev.costinsights.workspace.server.statements.StatementRoutes;
import dev.costinsights.workspace.server.statements.StatementState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A Databricks workspace on this machine, which the SDK and the JDBC driver take for a real one. Serves from {@link #start}
 * to {@link #close}, on threads of its own.
 */
public final class LocalWorkspace implements AutoCloseable {
    private static final String USER = "admin@example.com";

    private final Database database;
    private final StatementRoutes statements;
    private final Tokens tokens = new Tokens();
    private final String token;
    private final String warehouseId;
    private final HttpFace http;
    private boolean closed;

    private LocalWorkspace(WorkspaceOptions options, Path folder, Clock clock) throws IOException {
        this.database = Database.create(folder);
        this.token = String.format("dapi%016x%016x", options.seed() * 0x9E3779B97F4A7C15L, ~options.seed());
        this.warehouseId = String.format("%016x", (options.seed() + 1) * 0xD1B54A32D192ED03L);
        tokens.grant(token, USER);
        this.statements = new StatementRoutes(
                database, folder, clock, new Ids(options.seed()), new Unheard(), this::knownWarehouse, this::host);
        Router router = new Router();
        router.get(
                "/.well-known/databricks-config",
                call -> Reply.json(Json.object().put("oidc_endpoint", host() + "/oidc")));
        statements.addTo(router);
        this.http = HttpFace.start(options.port(), List.of(tokens), router);
    }

    /** @throws IOException when the port is taken or there is no room for the tables */
    public static LocalWorkspace start(WorkspaceOptions options) throws IOException, InterruptedException {
        return start(options, (table, done, total) -> {});
    }

    /**
     * @param progress hears how far the simulated days are
     * @throws IOException when the port is taken or there is no room for the tables
     */
    public static LocalWorkspace start(WorkspaceOptions options, ProgressListener progress)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("local-workspace-");
        LocalWorkspace workspace = new LocalWorkspace(options, folder, Clock.fixed(options.end(), ZoneOffset.UTC));
        workspace.load(options, folder.resolve("export"), progress);
        workspace.database.lock();
        return workspace;
    }

    private void load(WorkspaceOptions options, Path export, ProgressListener progress)
            throws IOException, InterruptedException {
        WorkspaceExport.write(options, export, progress);
        for (String table : database.tables()) {
            Path file = export.resolve(table.replace('.', '/') + ".parquet");
            if (Files.exists(file)) {
                database.load(table, file);
            }
        }
    }

    /** E.g. {@code http://127.0.0.1:8443}. */
    public String host() {
        return "http://127.0.0.1:" + http.port();
    }

    /** A token of the workspace's administrator. */
    public String token() {
        return token;
    }

    public String warehouseId() {
        return warehouseId;
    }

    /** What the JDBC driver calls httpPath. */
    public String httpPath() {
        return "/sql/1.0/warehouses/" + warehouseId;
    }

    private void knownWarehouse(String id) {
        if (!id.equals(warehouseId)) {
            throw ApiError.missing("SQL warehouse " + id + " does not exist at all in the database");
        }
    }

    /** A second time has no effect. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            http.close();
            statements.close();
            database.close();
        }
    }

    private static final class Unheard implements StatementListener {
        @Override
        public void submitted(Submission submission) {}

        @Override
        public void ended(String id, StatementState state, long rows, String error) {}
    }
}
