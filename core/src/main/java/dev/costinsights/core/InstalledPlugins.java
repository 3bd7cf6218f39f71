package dev.costinsights.core;

import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.ContextProvider;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ErrorCode;
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
    private final List<CostSource> sources = new ArrayList<>();
    private final List<TableSource> tableSources = new ArrayList<>();
    private final List<TagPropagator<?>> propagators = new ArrayList<>();
    private final List<ContextProvider> contextProviders = new ArrayList<>();
    private final List<ExecutionSettler> settlers = new ArrayList<>();
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    private final ExecutionRecorder recorder;
    private final AttributionScope scope;

    private InstalledPlugins(ExecutionRecorder recorder, AttributionScope scope) {
        this.recorder = recorder;
        this.scope = scope;
    }

    /** Installs all of them, or none: on any problem what was opened is closed and all problems are thrown as one. */
    static InstalledPlugins install(
            List<CostInsightsPlugin> plugins,
            Config config,
            Clock clock,
            ExecutionRecorder recorder,
            AttributionScope scope) {
        InstalledPlugins installed = new InstalledPlugins(recorder, scope);
        List<String> problems = new ArrayList<>();
        Throwable cause = null;
        for (CostInsightsPlugin plugin : plugins) {
            try {
                installed.install(plugin, config, clock, problems);
            } catch (CostInsightsException e) {
                problems.add(e.getMessage());
                cause = cause == null ? e : cause;
            } catch (RuntimeException | LinkageError e) {
                problems.add("plugin " + plugin.getClass().getName() + " cannot be installed: " + e);
                cause = cause == null ? e : cause;
            }
        }
        installed.duplicates(problems);
        for (String section : config.sections()) {
            if (!installed.ids.contains(section) && !section.equals(Recording.SECTION)) {
                problems.add("setting " + section + " belongs to no installed plugin; installed are " + installed.ids);
            }
        }
        if (!problems.isEmpty()) {
            installed.close();
            throw new CostInsightsException(ErrorCode.CONFIGURATION, String.join("\n", problems), cause);
        }
        return installed;
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    List<CostSource> sources() {
        return List.copyOf(sources);
    }

    List<TableSource> tableSources() {
        return List.copyOf(tableSources);
    }

    List<TagPropagator<?>> propagators() {
        return List.copyOf(propagators);
    }

    List<ContextProvider> contextProviders() {
        return List.copyOf(contextProviders);
    }

    List<ExecutionSettler> settlers() {
        return List.copyOf(settlers);
    }

    @Override
    public void close() {
        while (!resources.isEmpty()) {
            AutoCloseable resource = resources.pop();
            try {
                resource.close();
            } catch (Exception e) {
                LOG.warn("closing {} failed", resource, e);
            }
        }
    }

    private void install(CostInsightsPlugin plugin, Config config, Clock clock, List<String> problems) {
        String id = plugin.id();
        if (id == null || !ID.matcher(id).matches()) {
            problems.add("plugin " + plugin.getClass().getName() + " has the id '" + id
                    + "'; an id is lower-case letters, digits and hyphens, 2 to 40 of them, the first a letter");
            return;
        }
        if (ids.contains(id)) {
            problems.add("two plugins have the id '" + id + "'; remove one of them");
            return;
        }
        ids.add(id);
        Config section = config.section(id);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(plugin.getClass().getClassLoader());
        try {
            plugin.install(new Context(section, clock));
        } finally {
            thread.setContextClassLoader(before);
        }
        for (String key : section.unread()) {
            problems.add("setting " + key + " is read by nobody; check its spelling");
        }
    }

    private void duplicates(List<String> problems) {
        Set<String> names = new HashSet<>();
        sources.stream()
                .filter(source -> !names.add("source " + source.name()))
                .forEach(source -> problems.add("two sources have the name '" + source.name() + "'"));
        tableSources.stream()
                .filter(source -> !names.add("table source " + source.name()))
                .forEach(source -> problems.add("two table sources have the name '" + source.name() + "'"));
        propagators.stream()
                .filter(propagator -> !names.add("propagator " + propagator.name()))
                .forEach(propagator -> problems.add("two propagators have the name '" + propagator.name() + "'"));
        contextProviders.stream()
                .filter(provider -> !names.add("context provider " + provider.name()))
                .forEach(provider -> problems.add("two context providers have the name '" + provider.name() + "'"));
        settlers.stream()
                .filter(settler -> !names.add("settler " + settler.type()))
                .forEach(settler -> problems.add("two settlers ask for executions of type " + settler.type()));
    }

    private final class Context implements PluginContext {
        private final Config config;
        private final Clock clock;

        Context(Config config, Clock clock) {
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
            sources.add(source);
        }

        @Override
        public void register(TableSource source) {
            tableSources.add(source);
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
            settlers.add(settler);
        }

        @Override
        public void closeOnShutdown(AutoCloseable resource) {
            resources.push(resource);
        }
    }
}
