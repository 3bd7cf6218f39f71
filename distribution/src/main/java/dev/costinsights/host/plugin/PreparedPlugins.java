package dev.costinsights.host.plugin;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.ContextProvider;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ExecutionSettler;
import dev.costinsights.core.spi.PluginContext;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.host.config.Settings;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plugins that have registered what they bring. They are installed one by one, so that a broken one leaves nothing
 * behind and stops no other; what comes out is handed to the engine as plugins that only repeat the registrations. Each
 * engine gets an entry point of its own: a plugin is promised that it is installed once.
 */
public final class PreparedPlugins {

    private static final Logger LOG = LoggerFactory.getLogger(PreparedPlugins.class);

    private final List<Registrations> ready = new ArrayList<>();
    private final List<PluginProblem> problems = new ArrayList<>();

    private PreparedPlugins() {}

    /**
     * @param watch wraps each source, to see what passes
     */
    public static PreparedPlugins of(
            List<InstalledPlugin> plugins, Settings settings, Clock clock, UnaryOperator<CostSource> watch) {
        PreparedPlugins prepared = new PreparedPlugins();
        plugins.forEach(plugin -> prepared.prepare(plugin, settings, clock, watch));
        return prepared;
    }

    public List<CostInsightsPlugin> ready() {
        return List.copyOf(ready);
    }

    /** The plugins that {@link #ready} stands for, in the same order. */
    public List<InstalledPlugin> installed() {
        return ready.stream().map(registrations -> registrations.plugin).toList();
    }

    /** Closes what they opened, where no engine is built that would. */
    public void discard() {
        ready.forEach(Registrations::discard);
    }

    public List<PluginProblem> problems() {
        return List.copyOf(problems);
    }

    @SuppressWarnings("CatchingUnchecked") // whatever a stranger's code throws, the others must work
    private void prepare(InstalledPlugin plugin, Settings settings, Clock clock, UnaryOperator<CostSource> watch) {
        Registrations registrations = new Registrations(plugin, settings.plugin(plugin.id()), clock, watch);
        try {
            InPlugin.call(plugin.id(), plugin.loader(), () -> {
                EntryPoint.of(plugin.id(), plugin.loader()).install(registrations);
                return null;
            });
            List<String> unread = registrations.config.unread().stream()
                    .map(key -> settings.origin(key) + " unknown key '" + key + "'")
                    .toList();
            if (!unread.isEmpty()) {
                throw new BrokenPluginException(
                        "the plugin does not know a setting: " + String.join("; ", unread),
                        "correct its spelling, or remove it");
            }
            ready.add(registrations);
        } catch (Throwable e) {
            registrations.discard();
            Diagnosis diagnosis = Diagnosis.of(e);
            problems.add(new PluginProblem(
                    plugin.file(),
                    plugin.id(),
                    plugin.version(),
                    plugin.requires(),
                    diagnosis.reason(),
                    diagnosis.fix(),
                    e));
        }
    }

    private static final class Registrations implements PluginContext, CostInsightsPlugin {
        private final InstalledPlugin plugin;
        private final Config config;
        private final Clock clock;
        private final UnaryOperator<CostSource> watch;
        private final List<CostSource> sources = new ArrayList<>();
        private final List<TableSource> tableSources = new ArrayList<>();
        private final List<TagPropagator<?>> propagators = new ArrayList<>();
        private final List<ContextProvider> contextProviders = new ArrayList<>();
        private final List<ExecutionSettler> settlers = new ArrayList<>();
        private final Deque<AutoCloseable> resources = new ArrayDeque<>();

        Registrations(InstalledPlugin plugin, Config config, Clock clock, UnaryOperator<CostSource> watch) {
            this.plugin = plugin;
            this.config = config;
            this.clock = clock;
            this.watch = watch;
        }

        @Override
        public Config config() {
            return config;
        }

        @Override
        public Clock clock() {
            return clock;
        }

        /** The host launches nothing by itself. */
        @Override
        public ExecutionRecorder recorder() {
            return ExecutionRecorder.NONE;
        }

        @Override
        public AttributionScope scope() {
            return AttributionScope.of(AttributionContext.EMPTY, TagDialect.DAGSTER);
        }

        @Override
        public void register(CostSource source) {
            sources.add(watch.apply(guarded(source)));
        }

        /** Run as the plugin, with everything that it throws by mistake named as its bug. */
        private CostSource guarded(CostSource source) {
            return WrappedSource.of(
                    source,
                    (request, facts) -> InPlugin.guarded(plugin, () -> {
                        source.collect(request, facts);
                        return null;
                    }));
        }

        @Override
        public void register(TableSource source) {
            tableSources.add(new GuardedTableSource(plugin, source));
        }

        @Override
        public void register(TagPropagator<?> propagator) {
            propagators.add(propagator);
        }

        @Override
        public void register(ContextProvider provider) {
            contextProviders.add(provider);
        }

        @Override
        public void register(ExecutionSettler settler) {
            settlers.add(new GuardedSettler(plugin, settler));
        }

        @Override
        public void closeOnShutdown(AutoCloseable resource) {
            resources.add(resource);
        }

        @Override
        public String id() {
            return plugin.id();
        }

        @Override
        public void install(PluginContext engine) {
            sources.forEach(engine::register);
            tableSources.forEach(engine::register);
            propagators.forEach(engine::register);
            contextProviders.forEach(engine::register);
            settlers.forEach(engine::register);
            resources.forEach(engine::closeOnShutdown);
        }

        void discard() {
            while (!resources.isEmpty()) {
                try {
                    resources.removeLast().close();
                } catch (Exception | LinkageError e) {
                    LOG.warn("plugin {} does not close what it opened", plugin.id(), e);
                }
            }
        }
    }
}
