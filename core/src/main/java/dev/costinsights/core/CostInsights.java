package dev.costinsights.core;

import dev.costinsights.core.attribution.Attribution;
import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.attribution.facts.FactCollector;
import dev.costinsights.core.attribution.facts.Facts;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.ContextReader;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

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

    private CostInsights(InstalledPlugins plugins) {
        this.plugins = plugins;
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
     * Asks every source for the window and attributes what they bring.
     *
     * @param sink gets the ledger's rows, in order, from this thread
     * @throws CostInsightsException when a source fails, when the input is wrong, or when the ledger would not equal the
     *     bill; the sink's rows are then worth nothing
     */
    public AttributionResult attribute(AttributionOptions options, LedgerSink sink) throws InterruptedException {
        ContextReader reader = contextReader();
        FactCollector collector = new FactCollector(options, reader);
        CollectionRequest request = new CollectionRequest(options.window());
        for (CostSource source : plugins.sources()) {
            collect(source, request, collector);
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
        return new ContextReader(List.of(TagDialect.DAGSTER, TagDialect.NEUTRAL), more);
    }

    /** Closes what the plugins asked to be closed, the last first. */
    @Override
    public void close() {
        plugins.close();
    }

    /** Collects plugins and settings; {@link #build} checks all of them and reports every problem at once. */
    public static final class Builder {
        private final List<CostInsightsPlugin> chosen = new ArrayList<>();
        private Config config = Config.empty();
        private Clock clock = Clock.systemUTC();
        private ExecutionRecorder recorder = ExecutionRecorder.NONE;

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

        /** Where wrapped clients report; by default nowhere. */
        public Builder recorder(ExecutionRecorder value) {
            this.recorder = Objects.requireNonNull(value, "recorder");
            return this;
        }

        /** @throws CostInsightsException with every problem that was found; nothing stays open */
        public CostInsights build() {
            return new CostInsights(InstalledPlugins.install(chosen, config, clock, recorder));
        }
    }
}
