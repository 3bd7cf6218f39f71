package dev.costinsights.workspace.server;

import dev.costinsights.workspace.sample.ProgressListener;
import dev.costinsights.workspace.server.activity.Account;
import dev.costinsights.workspace.server.activity.SimulatedClock;
import dev.costinsights.workspace.server.control.ControlRoutes;
import dev.costinsights.workspace.server.control.TruthRoutes;
import dev.costinsights.workspace.server.faults.Faults;
import dev.costinsights.workspace.server.faults.TableFaults;
import dev.costinsights.workspace.server.http.HttpFace;
import dev.costinsights.workspace.server.http.Router;
import dev.costinsights.workspace.server.identity.Tokens;
import dev.costinsights.workspace.server.sql.Coming;
import dev.costinsights.workspace.server.sql.Database;
import dev.costinsights.workspace.server.statements.Ids;
import dev.costinsights.workspace.server.statements.StatementRoutes;
import dev.costinsights.workspace.simulation.company.Consumption;
import dev.costinsights.workspace.simulation.company.TruthTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A Databricks workspace on this machine, which the SDK and the JDBC driver take for a real one. Serves from {@link #start}
 * to {@link #close}, on threads of its own.
 */
public final class LocalWorkspace implements AutoCloseable {
    private final Database database;
    private final Company company;
    private final StatementRoutes statements;
    private final Faults faults = new Faults();
    private final TableFaults tables;
    private final Tokens tokens = new Tokens();
    private final String token;
    private final HttpFace http;
    private boolean closed;

    private LocalWorkspace(WorkspaceOptions options, Path folder, Database database, Coming coming) throws IOException {
        this.database = database;
        this.tables = new TableFaults(database);
        this.token = String.format("dapi%016x%016x", options.seed() * 0x9E3779B97F4A7C15L, ~options.seed());
        tokens.grant(token, Account.USER);
        this.company = new Company(database, coming, options.end(), options.seed(), this::authority);
        this.statements = new StatementRoutes(
                database,
                folder,
                company.clock(),
                new Ids(options.seed()),
                company,
                company.warehouses()::require,
                this::host);
        Router router = new Router();
        company.addTo(router);
        statements.addTo(router);
        new ControlRoutes(company.clock(), company.agenda(), faults, tables, tokens, company.outcomes()).addTo(router);
        new TruthRoutes(company.agenda(), company.efforts(), company.truths()).addTo(router);
        this.http = HttpFace.start(options.port(), List.of(faults, tokens), router);
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
        Database database = Database.create(folder);
        try {
            Coming coming = load(database, options, folder.resolve("export"), progress);
            database.lock();
            return new LocalWorkspace(options, folder, database, coming);
        } catch (IOException | InterruptedException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Coming load(Database database, WorkspaceOptions options, Path export, ProgressListener progress)
            throws IOException, InterruptedException {
        List<Path> arrivals = WorkspaceExport.writeTables(options, export, progress);
        for (String table : database.tables()) {
            Path file = export.resolve(table.replace('.', '/') + ".parquet");
            if (Files.exists(file)) {
                database.load(table, file);
            }
        }
        return Coming.after(options.end(), database, arrivals);
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
        return company.warehouseId();
    }

    /** What the JDBC driver calls httpPath. */
    public String httpPath() {
        return "/sql/1.0/warehouses/" + warehouseId();
    }

    /** What goes wrong with requests. */
    public Faults faults() {
        return faults;
    }

    /** What is wrong with the system tables. */
    public TableFaults tables() {
        return tables;
    }

    /** Who may ask. */
    public Tokens tokens() {
        return tokens;
    }

    /** The next attempts at tasks with this key fail, in whatever run. */
    public void failTasks(String taskKey, int times) {
        company.outcomes().fail(taskKey, times);
    }

    /** Statements with these words execute for so long when nothing else runs on their warehouse. */
    public void statementsTake(String words, Duration alone) {
        company.efforts().take(words, alone);
    }

    /** What everything that was launched consumed of the hours that are over: rows of {@link TruthTable#TABLE}. */
    public List<Consumption> truth() {
        company.agenda().settle();
        return company.truths().all();
    }

    private String authority() {
        return "127.0.0.1:" + http.port();
    }

    /** The workspace's time: it stands still until somebody advances it or lets it flow. */
    public SimulatedClock clock() {
        return company.clock();
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
}
