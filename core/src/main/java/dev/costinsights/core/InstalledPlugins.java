package dev.costinsights.core;

import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.ContextProvider;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ExecutionSettler;
import dev.costinsights.core.spi.PluginContext;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the plugins of one engine brought, and what must be closed with it. */
final class InstalledPlugins implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InstalledPlugins.class);
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    private final List<String> ids = new ArrayList<>();
    private final List<Owned<CostSource>> sources = new ArrayList<>();
    private final List<TableSource> tableSources = new ArrayList<>();
    private final List<Owned<TagPropagator<?>>> propagators = new ArrayList<>();
    private final List<ContextProvider> contextProviders = new ArrayList<>();
    private final List<Owned<ExecutionSettler>> settlers = new ArrayList<>();
    private final Deque<Resource> resources = new ArrayDeque<>();
    private final Set<String> names = new HashSet<>();

    private final ExecutionRecorder recorder;
    private final AttributionScope scope;
    private final Problems problems;

    private InstalledPlugins(ExecutionRecorder recorder, AttributionScope scope, Problems problems) {
        this.problems = problems;
        this.recorder = recorder;
        this.scope = scope;
    }

    /**
     * Installs all of them, or none: on any problem what was opened is closed and all problems are thrown as one.
     *
     * @param problems what was found wrong before
     */
    static InstalledPlugins install(
            List<CostInsightsPlugin> plugins,
            Config config,
            Clock clock,
            ExecutionRecorder recorder,
            AttributionScope scope,
            Problems problems) {
        InstalledPlugins installed = new InstalledPlugins(recorder, scope, problems);
        try {
            plugins.forEach(plugin -> installed.install(plugin, config, clock));
            for (String section : config.sections()) {
                if (!installed.ids.contains(section) && !section.equals(Recording.SECTION)) {
                    problems.add(
                            "setting " + section + " belongs to no installed plugin; installed are " + installed.ids);
                }
            }
            if (problems.any()) {
                throw problems.report();
            }
            return installed;
        } catch (Throwable e) {
            installed.close();
            throw e;
        }
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    List<Owned<CostSource>> sources() {
        return List.copyOf(sources);
    }

    List<TableSource> tableSources() {
        return List.copyOf(tableSources);
    }

    List<Owned<TagPropagator<?>>> propagators() {
        return List.copyOf(propagators);
    }

    List<ContextProvider> contextProviders() {
        return List.copyOf(contextProviders);
    }

    List<Owned<ExecutionSettler>> settlers() {
        return List.copyOf(settlers);
    }

    /** Closes everything, whatever some of it throws: that is logged, but for what the JVM itself throws, which comes last. */
    @Override
    public synchronized void close() {
        Throwable fatal = null;
        while (!resources.isEmpty()) {
            Resource resource = resources.pop();
            try {
                resource.closeable().close();
            } catch (Throwable e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                fatal = fatal == null && PluginFaults.isFatal(e) ? e : fatal;
                LOG.warn("plugin {} could not close {}", resource.plugin(), resource.closeable(), e);
            }
        }
        if (fatal != null) {
            throw (Error) fatal;
        }
    }

    private void install(CostInsightsPlugin plugin, Config config, Clock clock) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        String called = plugin.getClass().getName();
        try {
            String id = plugin.id();
            if (!isFree(id, plugin)) {
                return;
            }
            called = id + " (" + called + ")";
            ids.add(id);
            Config section = config.section(id);
            thread.setContextClassLoader(plugin.getClass().getClassLoader());
            plugin.install(new Context(id, section, clock));
            section.unread().forEach(key -> problems.add("setting " + key + " is read by nobody; check its spelling"));
        } catch (CostInsightsException e) {
            problems.add(e.getMessage(), e);
        } catch (Throwable e) {
            PluginFaults.throwIfFatal(e);
            problems.add("plugin " + called + " cannot be installed: " + e, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private boolean isFree(String id, CostInsightsPlugin plugin) {
        if (id == null || !ID.matcher(id).matches()) {
            problems.add("plugin " + plugin.getClass().getName() + " has the id '" + id
                    + "'; an id is lower-case letters, digits and hyphens, 2 to 40 of them, the first a letter");
            return false;
        }
        if (id.equals(Recording.SECTION)) {
            problems.add("plugin " + plugin.getClass().getName() + " has the id '" + id
                    + "', which is the section of the engine's own settings; give it another");
            return false;
        }
        if (ids.contains(id)) {
            problems.add("two plugins have the id '" + id + "'; remove one of them");
            return false;
        }
        return true;
    }

    /** @param plugin the id of the plugin that opened it */
    private record Resource(String plugin, AutoCloseable closeable) {}

    private final class Context implements PluginContext {
        private final String plugin;
        private final Config config;
        private final Clock clock;

        Context(String plugin, Config config, Clock clock) {
            this.plugin = plugin;
            this.config = config;
            this.clock = clock;
        }

        @Override
        public Config config() {
            return config;
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public ExecutionRecorder recorder() {
            return recorder;
        }

        @Override
        public AttributionScope scope() {
            return scope;
        }

        @Override
        public void register(CostSource source) {
            sources.add(owned("source", source.name(), source));
        }

        @Override
        public void register(TableSource source) {
            tableSources.add(owned("table source", source.name(), source).component());
        }

        @Override
        public void register(TagPropagator<?> propagator) {
            propagators.add(owned("propagator", propagator.name(), propagator));
        }

        @Override
        public void register(ContextProvider provider) {
            contextProviders.add(
                    owned("context provider", provider.name(), provider).component());
        }

        @Override
        public void register(ExecutionSettler settler) {
            if (!names.add("settler " + settler.type())) {
                problems.add("two settlers ask for executions of type " + settler.type());
            }
            settlers.add(new Owned<>(plugin, "settler", settler.type().name(), settler));
        }

        @Override
        public void closeOnShutdown(AutoCloseable resource) {
            resources.push(new Resource(plugin, resource));
        }

        /** Names are asked for while the plugin is installed, so that one that throws is the plugin's failure to install. */
        private <T> Owned<T> owned(String kind, String name, T component) {
            if (!names.add(kind + ' ' + name)) {
                problems.add("two " + kind + "s have the name '" + name + "'");
            }
            return new Owned<>(plugin, kind, name, component);
        }
    }
}
