package dev.costinsights.host.run;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.Finding;
import dev.costinsights.core.spi.Finding.Status;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.duckdb.DuckDb;
import dev.costinsights.host.plugin.InstalledPlugin;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.plugin.PluginProblem;
import dev.costinsights.host.store.Store;
import dev.costinsights.host.store.TableState;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Looks at everything that could keep the host from working, from near to far. */
public final class Examination {

    private static final int LEAST_JAVA = 17;

    private final Settings settings;
    private final Clock clock;
    private final PluginDirectory plugins;
    private final StoreAccess access;
    private final List<Finding> findings = new ArrayList<>();

    @Inject
    Examination(Settings settings, Clock clock, PluginDirectory plugins, StoreAccess access) {
        this.settings = settings;
        this.clock = clock;
        this.plugins = plugins;
        this.access = access;
    }

    /** What was found; one of what fails does not keep the rest from being looked at. */
    public List<Finding> run() throws InterruptedException {
        java();
        duckDb();
        configuration();
        home();
        store();
        plugins();
        return List.copyOf(findings);
    }

    private void java() {
        int version = Runtime.version().feature();
        add(
                "java",
                version >= LEAST_JAVA ? Status.OK : Status.FAIL,
                "Java " + Runtime.version() + " in " + System.getProperty("java.home"),
                version >= LEAST_JAVA ? "" : "run it with Java 17 or later");
    }

    private void duckDb() {
        String folder = System.getProperty("java.io.tmpdir");
        try (Connection connection = DuckDb.open()) {
            String version = connection.getMetaData().getDatabaseProductVersion();
            add("duckdb", Status.OK, "DuckDB " + version + ", loaded from " + folder, "");
        } catch (CostInsightsException | SQLException e) {
            add("duckdb", Status.FAIL, e.getMessage(), "");
        }
    }

    private void configuration() {
        HostSettingsCheck check = new HostSettingsCheck(settings);
        settings.origins().forEach((key, origin) -> {
            String wrong = check.problem(key).orElse("");
            add(
                    "setting " + key,
                    wrong.isEmpty() ? Status.OK : Status.FAIL,
                    wrong.isEmpty() ? "set by " + origin : wrong,
                    wrong.isEmpty() ? "" : "correct it where it is set");
        });
    }

    private void home() {
        Path home = access.home();
        Path nearest = home;
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        boolean writable = nearest != null && Files.isDirectory(nearest) && Files.isWritable(nearest);
        add(
                "home",
                writable ? Status.OK : Status.FAIL,
                home + (Files.notExists(home) ? ", not made yet" : "") + (writable ? "" : ", cannot be written to"),
                writable
                        ? ""
                        : "give this user the right to write to " + nearest + ", or name another folder with --home");
    }

    private void store() {
        try {
            if (access.exists()) {
                states();
            } else {
                add("store", Status.WARN, "there is no store in " + access.home() + " yet", "cost-insights backfill");
            }
        } catch (CostInsightsException e) {
            add("store", Status.FAIL, e.getMessage(), "");
        }
    }

    private void states() {
        try (Store store = access.read("doctor")) {
            add("store", Status.OK, store.partitions().size() + " files of facts", "");
            for (TableState state : store.tableStates()) {
                if (!state.isReadable()) {
                    add(
                            "store " + state.table(),
                            Status.WARN,
                            "the last backfill could not read it: " + state.problem(),
                            "");
                }
            }
        }
    }

    /** What each plugin is, and what it finds; a broken one keeps no other from being asked. */
    private void plugins() throws InterruptedException {
        List<PluginProblem> problems = new ArrayList<>();
        List<Finding> further = new ArrayList<>();
        try (PreparedEngine engine = PreparedEngine.of(
                settings, clock, plugins, PluginPolicy.telling(problems::add), UnaryOperator.identity())) {
            further.addAll(sources(engine.insights().tableSources()));
        } catch (CostInsightsException e) {
            further.addAll(failures("plugins", e));
        }
        Set<String> broken = problems.stream().map(PluginProblem::id).collect(Collectors.toSet());
        for (InstalledPlugin plugin : plugins.loaded()) {
            if (!broken.contains(plugin.id())) {
                add("plugin " + plugin.id(), Status.OK, "version " + plugin.version() + " from " + plugin.file(), "");
            }
        }
        for (PluginProblem problem : problems) {
            add(
                    "plugin " + (problem.isNameless() ? problem.file() : problem.id()),
                    Status.FAIL,
                    problem.file() + ": " + problem.reason(),
                    problem.fix());
        }
        findings.addAll(further);
    }

    private static List<Finding> sources(List<TableSource> sources) throws InterruptedException {
        if (sources.isEmpty()) {
            return List.of(new Finding(
                    "workspace",
                    Status.WARN,
                    "no workspace is configured, so there is nothing to backfill from",
                    "set COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID, and DATABRICKS_HOST with a login"));
        }
        List<Finding> found = new ArrayList<>();
        for (TableSource source : sources) {
            found.addAll(source.diagnose());
        }
        return found;
    }

    /** What fails and names several things, a line each. */
    public static List<Finding> failures(String subject, CostInsightsException failure) {
        return failure.getMessage()
                .lines()
                .map(line -> new Finding(subject, Status.FAIL, line, ""))
                .toList();
    }

    private void add(String subject, Status status, String detail, String fix) {
        findings.add(new Finding(subject, status, detail, fix));
    }
}
