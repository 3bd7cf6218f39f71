package dev.costinsights.core;

import dev.costinsights.core.attribution.Attribution;
import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.attribution.facts.FactCollector;
import dev.costinsights.core.attribution.facts.Facts;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.CarryingExecutor;
import dev.costinsights.core.context.CarryingExecutorService;
import dev.costinsights.core.context.CarryingScheduledExecutorService;
import dev.costinsights.core.context.ContextReader;
import dev.costinsights.core.context.ContextScope;
import dev.costinsights.core.context.ContextScopes;
import dev.costinsights.core.context.EnvironmentContext;
import dev.costinsights.core.context.Handover;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.ContextProvider;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.RecordingSource;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.core.tracking.BoundedRecorder;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.core.tracking.RecorderStats;
import java.io.IOException;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
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
 */
public final class CostInsights implements AutoCloseable {

    private final InstalledPlugins plugins;
    private final ContextScopes scopes;
    private final Instrumentation instrumentation;
    private final ExecutionRecorder recorder;
    private final boolean ownsRecorder;
    private final JdbcJournal journal;
    private final Settlement settlement;

    private CostInsights(
            InstalledPlugins plugins,
            ContextScopes scopes,
            ExecutionRecorder recorder,
            boolean ownsRecorder,
            JdbcJournal journal) {
        this.ownsRecorder = ownsRecorder;
        this.plugins = plugins;
        this.scopes = scopes;
        this.recorder = recorder;
        this.journal = journal;
        this.settlement = journal == null ? null : new Settlement(journal, plugins.settlers(), recorder);
        this.instrumentation = new Instrumentation(plugins.propagators(), scopes, recorder);
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
     * such as a single asset, says more about the work around it.
     */
    public ContextScope scope(AttributionContext context) {
        return scopes.open(context);
    }

    /** What runs now on this thread: the innermost scope, else the registered providers, else the environment. */
    public AttributionContext context() {
        return scopes.context();
    }

    /** Takes this thread's scope along, for tasks that run on other threads. Threads inherit nothing by themselves. */
    public Handover handOver() {
        return scopes.handOver();
    }

    /** The executor, with each task in the scope that is open where it is handed in. */
    public Executor handOver(Executor executor) {
        return new CarryingExecutor(executor, scopes);
    }

    /** The service, with each task in the scope that is open where it is handed in. */
    public ExecutorService handOver(ExecutorService service) {
        return new CarryingExecutorService(service, scopes);
    }

    /** The service, with each task, every time, in the scope that is open where it is handed in. */
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

    /** How the recorder is doing, where this engine has one of its own: with a journal, or with a host to report to. */
    public Optional<RecorderStats> recorderStats() {
        return recorder instanceof BoundedRecorder own ? Optional.of(own.stats()) : Optional.empty();
    }

    /**
     * Asks, through the plugins, for the ends of executions in the journal that nobody saw end. Does I/O; to be called
     * every few minutes from a thread of the caller's. Without a journal there is nothing to do. When more are open than are
     * asked for, the next call goes on with the others.
     *
     * @param most how many of each type
     * @throws CostInsightsException when the journal or Databricks cannot be asked; the others were asked all the same
     */
    public void settleOpenExecutions(int most) throws InterruptedException {
        if (settlement != null) {
            settlement.settle(most);
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
        ContextReader reader = contextReader();
        FactCollector collector = new FactCollector(options, reader);
        CollectionRequest recorded = new CollectionRequest(options.window());
        if (journal != null) {
            collect(new JournalSource(journal), recorded, collector);
        }
        for (CostSource source : plugins.sources()) {
            if (source instanceof RecordingSource) {
                collect(source, recorded, collector);
            }
        }
        CollectionRequest request =
                new CollectionRequest(options.window(), collector.recordedSessions(), collector.evidenceEndMicros());
        for (CostSource source : plugins.sources()) {
            if (!(source instanceof RecordingSource)) {
                collect(source, request, collector);
            }
        }
        try (Facts facts = collector.seal()) {
            return Attribution.run(facts, options, reader, sink);
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE, "temporary files in " + options.spillFolder() + " cannot be removed", e);
        }
    }

    private static void collect(CostSource source, CollectionRequest request, FactCollector collector)
            throws InterruptedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(source.getClass().getClassLoader());
        try {
            source.collect(request, collector);
        } catch (CostInsightsException e) {
            throw e;
        } catch (LinkageError e) {
            throw new CostInsightsException(
                    ErrorCode.INTERNAL,
                    "source " + source.name() + " was built for another version of the plugin API: " + e,
                    e);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new CostInsightsException(
                    ErrorCode.INTERNAL, "source " + source.name() + " failed, which is a bug in it: " + e, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Reads the standard dialects, and after them whatever the propagators read. */
    private ContextReader contextReader() {
        List<Function<TagView, Optional<AttributionContext>>> more = new ArrayList<>();
        for (TagPropagator<?> propagator : plugins.propagators()) {
            more.add(propagator::extract);
        }
        List<TagDialect> dialects = new ArrayList<>(List.of(TagDialect.DAGSTER, TagDialect.NEUTRAL));
        if (!dialects.contains(scopes.dialect())) {
            dialects.add(0, scopes.dialect());
        }
        return new ContextReader(dialects, more);
    }

    /** Closes what the plugins asked to be closed, the last first. */
    @Override
    public void close() {
        plugins.close();
        if (ownsRecorder && recorder instanceof BoundedRecorder own) {
            own.close();
        }
    }

    /** Collects plugins and settings; {@link #build} checks all of them and reports every problem at once. */
    public static final class Builder {
        private final List<CostInsightsPlugin> chosen = new ArrayList<>();
        private Config config = Config.empty();
        private Clock clock = Clock.systemUTC();
        private ExecutionRecorder recorder;
        private DataSource journal;
        private TagDialect dialect = TagDialect.DAGSTER;
        private Map<String, String> environment = System.getenv();
        private final List<ContextProvider> providers = new ArrayList<>();

        private Builder() {}

        public Builder install(CostInsightsPlugin plugin) {
            chosen.add(Objects.requireNonNull(plugin, "plugin"));
            return this;
        }

        /** Installs every plugin that the loader's services name. */
        public Builder discoverPlugins(ClassLoader loader) {
            ServiceLoader.load(CostInsightsPlugin.class, loader).forEach(chosen::add);
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

        /** @throws CostInsightsException with every problem that was found; nothing stays open */
        public CostInsights build() {
            AttributionContext process = EnvironmentContext.of(environment);
            // Plugins may ask for the scope while they are installed; what they provide is known only afterwards.
            AtomicReference<Supplier<AttributionContext>> ambient =
                    new AtomicReference<>(new AmbientContext(providers, process));
            ContextScopes scopes = new ContextScopes(() -> ambient.get().get(), dialect);
            JdbcJournal kept = journal == null ? null : new JdbcJournal(journal);
            BoundedRecorder own =
                    recorder != null ? null : Recording.of(config.section(Recording.SECTION), kept, clock);
            ExecutionRecorder used = recorder != null ? recorder : own != null ? own : ExecutionRecorder.NONE;
            try {
                InstalledPlugins plugins = InstalledPlugins.install(chosen, config, clock, used, scopes);
                List<ContextProvider> all = new ArrayList<>(providers);
                all.addAll(plugins.contextProviders());
                ambient.set(new AmbientContext(all, process));
                return new CostInsights(plugins, scopes, used, own != null, kept);
            } catch (RuntimeException | Error e) {
                if (own != null) {
                    own.close();
                }
                throw e;
            }
        }
    }
}
