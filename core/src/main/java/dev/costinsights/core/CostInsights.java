package dev.costinsights.core;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.CarryingExecutor;
import dev.costinsights.core.context.CarryingExecutorService;
import dev.costinsights.core.context.CarryingScheduledExecutorService;
import dev.costinsights.core.context.ContextScope;
import dev.costinsights.core.context.ContextScopes;
import dev.costinsights.core.context.EnvironmentContext;
import dev.costinsights.core.context.Handover;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.ContextProvider;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.core.tracking.RecorderStats;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The engine with chosen plugins.
 *
 * <pre>{@code
 * try (CostInsights insights = CostInsights.builder()
 *         .install(new SystemTablesPlugin())
 *         .config(Config.of(Map.of("systemtables.from", "/exports/october")))
 *         .build()) {
 *     AttributionResult result = insights.attribute(options, row -> ...);
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. Scopes belong to the thread that opens them. Runs of {@link #attribute} wait for each
 * other, for a source is called once at a time; so do those of {@link #settleOpenExecutions}. After {@link #close} both throw
 * a {@link CostInsightsException}; clients that were instrumented go on working and tagging, and what they report to the engine's own
 * recorder is dropped; {@code instrument} gives back what it was given.
 */
public final class CostInsights implements AutoCloseable {

    private final InstalledPlugins plugins;
    private final ContextScopes scopes;
    private final Instrumentation instrumentation;
    private final Recording recording;
    private final Settlement settlement;
    private final LedgerRun run;
    private final Turns attributing = new Turns();
    private final Turns settling = new Turns();

    private CostInsights(InstalledPlugins plugins, ContextScopes scopes, Recording recording) {
        this.plugins = plugins;
        this.scopes = scopes;
        this.recording = recording;
        this.settlement = recording.journal() == null
                ? null
                : new Settlement(recording.journal(), plugins.settlers(), recording.recorder());
        this.run = new LedgerRun(plugins, recording.journal(), scopes.dialect());
        this.instrumentation = new Instrumentation(plugins.propagators(), scopes, recording.recorder());
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Ids of the installed plugins, in order of installation. */
    public List<String> plugins() {
        return plugins.ids();
    }

    /** What the plugins can read for a host that keeps tables, in order of installation. */
    public List<TableSource> tableSources() {
        return plugins.tableSources();
    }

    /**
     * Opens a scope on this thread, for try-with-resources: what instrumented clients launch in it belongs to the context.
     * Inside another scope, a context that names its work (an opaque id, a job or a run) stands alone; one that does not,
     * such as a single asset, says more about the work around it. One that says nothing changes nothing: see {@link
     * #scopeOfNothing}.
     *
     * @param context null is the same as {@link AttributionContext#EMPTY}: what holds around the scope holds in it
     */
    public ContextScope scope(AttributionContext context) {
        return scopes.open(context);
    }

    /**
     * Opens a scope on this thread in which nothing holds: neither the scopes around it, nor what providers or the environment
     * say. What instrumented clients launch in it goes untagged, unless a scope inside it says something.
     */
    public ContextScope scopeOfNothing() {
        return scopes.openNothing();
    }

    /** What runs now on this thread: the innermost scope, else the registered providers, else the environment. */
    public AttributionContext context() {
        return scopes.context();
    }

    /**
     * Takes along what holds on this thread, see {@link #context}, for tasks that run on other threads. Threads inherit nothing
     * by themselves.
     */
    public Handover handOver() {
        return scopes.handOver();
    }

    /** The executor; in each task holds what holds where it is handed in. */
    public Executor handOver(Executor executor) {
        return new CarryingExecutor(executor, scopes);
    }

    /** The service; in each task holds what holds where it is handed in. */
    public ExecutorService handOver(ExecutorService service) {
        return new CarryingExecutorService(service, scopes);
    }

    /** The service; in each task, every time, holds what holds where it is handed in. */
    public ScheduledExecutorService handOver(ScheduledExecutorService service) {
        return new CarryingScheduledExecutorService(service, scopes);
    }

    /** Tags and records all that flows through the data source's connections. See {@link #instrument(Class, Object)}. */
    public DataSource instrument(DataSource dataSource) {
        return instrument(DataSource.class, dataSource);
    }

    /** Tags and records all that flows through the connection. See {@link #instrument(Class, Object)}. */
    public Connection instrument(Connection connection) {
        return instrument(Connection.class, connection);
    }

    /**
     * Tags and records all that flows through a client that is wrapped in place, and gives the same client back. A carrier
     * of which plugins make another object is left as it is unless that object is of the carrier's own class; name the
     * type for it, see {@link #instrument(Class, Object)}.
     */
    @SuppressWarnings("unchecked")
    public <C> C instrument(C carrier) {
        return carrier == null ? null : instrumentation.instrument((Class<C>) carrier.getClass(), carrier);
    }

    /**
     * Passes a carrier through every installed propagator that takes it. Doing it twice is the same as once. What fails is
     * counted and explained once in the log, and the carrier then stays as it was; nothing is thrown.
     *
     * @param type what the carrier is used as: an interface such as {@code DataSource}, which the result is then too
     */
    public <C> C instrument(Class<C> type, C carrier) {
        Objects.requireNonNull(type, "type");
        return carrier == null ? null : instrumentation.instrument(type, carrier);
    }

    /**
     * How the recorder is doing, and what wrappers left undone. Without a journal and a host nothing is accepted, and what was
     * left undone is counted all the same. Empty only where the builder was given a recorder of another kind.
     */
    public Optional<RecorderStats> recorderStats() {
        return recording.stats();
    }

    /**
     * Waits until everything that was recorded before the call is kept: committed by the journal, or, without one, answered
     * by the host. For the end of a batch job, or a test.
     *
     * @return false when that takes longer; true where nothing is recorded, or by a recorder of another kind
     */
    public boolean flushRecordings(Duration longest) throws InterruptedException {
        return recording.flush(longest);
    }

    /** Starts the thread of the engine's own recorder again, if it has died ({@link RecorderStats#alive}); else does nothing. */
    public void restartRecorder() {
        recording.restart();
    }

    /**
     * Asks, through the plugins, for the ends of executions in the journal that nobody saw end. Does I/O; to be called
     * every few minutes from a thread of the caller's. Without a journal there is nothing to do. When more are open than are
     * asked for, the next call goes on with the others.
     *
     * @param most how many of each type, at least 1
     * @throws CostInsightsException when the journal or Databricks cannot be asked; the others were asked all the same. Its code
     *     is the one that the plugin gave the first failure
     */
    public void settleOpenExecutions(int most) throws InterruptedException {
        if (most < 1) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "settleOpenExecutions was asked for " + most + " executions of each type;"
                            + " it must be 1 or more");
        }
        settling.enter();
        try {
            if (settlement != null) {
                settlement.settle(most);
            }
        } finally {
            settling.leave();
        }
    }

    /**
     * Asks every source for the window and attributes what they bring.
     *
     * @param sink gets the ledger's rows, in order, from this thread
     * @throws CostInsightsException when a source fails, when the input is wrong, or when the ledger would not equal the
     *     bill; the sink's rows are then worth nothing
     */
    public AttributionResult attribute(AttributionOptions options, LedgerSink sink) throws InterruptedException {
        attributing.enter();
        try {
            return run.attribute(options, sink);
        } finally {
            attributing.leave();
        }
    }

    /**
     * Waits for a run of {@link #attribute} or {@link #settleOpenExecutions} on another thread to end; interrupt that thread
     * to have it end soon. Then closes what the plugins asked to be closed, the last first, and the recorder, which keeps
     * what waits if it can within five seconds. What cannot be closed is logged, and the others are. Closing twice does
     * nothing.
     */
    @Override
    public void close() {
        instrumentation.close();
        attributing.close();
        settling.close();
        try {
            plugins.close();
        } finally {
            recording.close();
        }
    }

    /** Collects plugins and settings; {@link #build} checks all of them and reports every problem at once. */
    public static final class Builder {
        private final List<CostInsightsPlugin> chosen = new ArrayList<>();
        private final Problems discovered = new Problems();
        private Config config = Config.empty();
        private Clock clock = Clock.systemUTC();
        private ExecutionRecorder recorder;
        private DataSource journal;
        private TagDialect dialect = TagDialect.DAGSTER;
        private Map<String, String> environment = System.getenv();
        private final List<ContextProvider> providers = new ArrayList<>();
        private boolean used;

        private Builder() {}

        public Builder install(CostInsightsPlugin plugin) {
            chosen.add(Objects.requireNonNull(plugin, "plugin"));
            return this;
        }

        /** Installs every plugin that the loader's services name; one that cannot be loaded is reported by {@link #build}. */
        public Builder discoverPlugins(ClassLoader loader) {
            Discovery.of(loader, chosen, discovered);
            return this;
        }

        /** One section for each plugin, named by its id. */
        public Builder config(Config value) {
            this.config = Objects.requireNonNull(value, "config");
            return this;
        }

        public Builder clock(Clock value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Records executions durably into tables of this database, which H2 and PostgreSQL can be; they are also the first
         * source of what is attributed. With the settings {@code recording.url} and {@code recording.token} they are
         * handed over to a host, with a journal or without.
         */
        public Builder journal(DataSource database) {
            this.journal = Objects.requireNonNull(database, "database");
            return this;
        }

        /** Where wrapped clients report, instead of a journal or a host; stays open when the engine is closed. */
        public Builder recorder(ExecutionRecorder value) {
            this.recorder = Objects.requireNonNull(value, "recorder");
            return this;
        }

        /** The keys under which contexts are written; {@link TagDialect#DAGSTER} by default. All known ones are read. */
        public Builder dialect(TagDialect value) {
            this.dialect = Objects.requireNonNull(value, "dialect");
            return this;
        }

        /** One more provider, asked after those given before and before those of plugins. */
        public Builder contextProvider(ContextProvider provider) {
            providers.add(Objects.requireNonNull(provider, "provider"));
            return this;
        }

        /** The variables that say what the process itself belongs to; its own by default, none when empty. */
        public Builder environment(Map<String, String> variables) {
            this.environment = Map.copyOf(variables);
            return this;
        }

        /**
         * To be called once where plugins are installed, for an object of a plugin belongs to one engine.
         *
         * @throws CostInsightsException with every problem that was found; nothing stays open
         */
        public CostInsights build() {
            if (used) {
                throw new CostInsightsException(
                        ErrorCode.CONFIGURATION,
                        "this builder's plugins were installed into an engine already; make another builder,"
                                + " with plugins of its own");
            }
            used = !chosen.isEmpty();
            AttributionContext process = EnvironmentContext.of(environment);
            // Plugins may ask for the scope while they are installed; what they provide is known only afterwards.
            AtomicReference<Supplier<AttributionContext>> ambient =
                    new AtomicReference<>(new AmbientContext(providers, process));
            ContextScopes scopes = new ContextScopes(() -> ambient.get().get(), dialect);
            Problems problems = new Problems();
            problems.addAll(discovered);
            Recording recording = Recording.of(recorder, journal, config.section(Recording.SECTION), clock, problems);
            try {
                InstalledPlugins plugins =
                        InstalledPlugins.install(chosen, config, clock, recording.recorder(), scopes, problems);
                List<ContextProvider> all = new ArrayList<>(providers);
                all.addAll(plugins.contextProviders());
                ambient.set(new AmbientContext(all, process));
                return new CostInsights(plugins, scopes, recording);
            } catch (RuntimeException | Error e) {
                recording.close();
                throw e;
            }
        }
    }
}
