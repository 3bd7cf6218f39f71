package dev.costinsights.core;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.attribution.engine.Attribution;
import dev.costinsights.core.attribution.facts.FactCollector;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.ContextReader;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.RecordingSource;
import dev.costinsights.core.tracking.JdbcJournal;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks the sources and attributes what they bring. One run at a time, on the caller's thread. */
final class LedgerRun {

    private final List<Owned<CostSource>> recordings = new ArrayList<>();
    private final List<Owned<CostSource>> others = new ArrayList<>();
    private final ContextReader reader;

    /** @param journal asked before all sources; null for none */
    LedgerRun(InstalledPlugins plugins, JdbcJournal journal, TagDialect dialect) {
        if (journal != null) {
            JournalSource source = new JournalSource(journal);
            recordings.add(new Owned<>(null, "source", source.name(), source));
        }
        plugins.sources()
                .forEach(source -> (source.component() instanceof RecordingSource ? recordings : others).add(source));
        this.reader = contextReader(plugins, dialect);
    }

    /** Nothing stays open, whether it succeeds or fails. */
    AttributionResult attribute(AttributionOptions options, LedgerSink sink) throws InterruptedException {
        try (FactCollector collector = new FactCollector(options, reader)) {
            CollectionRequest recorded = new CollectionRequest(options.window());
            for (Owned<CostSource> source : recordings) {
                collect(source, recorded, collector);
            }
            CollectionRequest request = new CollectionRequest(
                    options.window(), collector.recordedSessions(), collector.evidenceEndMicros());
            for (Owned<CostSource> source : others) {
                collect(source, request, collector);
            }
            return Attribution.run(collector.seal(), options, reader, sink);
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE, "temporary files in " + options.spillFolder() + " cannot be removed", e);
        } catch (CostInsightsException e) {
            throw interruptedOr(e);
        }
    }

    private static void collect(Owned<CostSource> source, CollectionRequest request, FactCollector collector)
            throws InterruptedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(source.component().getClass().getClassLoader());
        try {
            source.component().collect(request, collector);
        } catch (CostInsightsException | InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            // Also a checked exception that the signature does not allow; not all plugins are written in Java.
            PluginFaults.throwIfFatal(e);
            throw new CostInsightsException(ErrorCode.INTERNAL, source + " " + PluginFaults.did(e), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** An interrupt closes the temporary file under the run, which cannot say so by its signature. */
    private static CostInsightsException interruptedOr(CostInsightsException failure) throws InterruptedException {
        if (failure.getCause() instanceof ClosedChannelException && Thread.interrupted()) {
            InterruptedException interrupted = new InterruptedException(failure.getMessage());
            interrupted.initCause(failure);
            throw interrupted;
        }
        return failure;
    }

    /** Reads the standard dialects, and after them whatever the propagators read. */
    private static ContextReader contextReader(InstalledPlugins plugins, TagDialect dialect) {
        List<Function<TagView, Optional<AttributionContext>>> more = new ArrayList<>();
        plugins.propagators().forEach(propagator -> more.add(new PropagatorReader(propagator)));
        List<TagDialect> dialects = new ArrayList<>(List.of(TagDialect.DAGSTER, TagDialect.NEUTRAL));
        if (!dialects.contains(dialect)) {
            dialects.add(0, dialect);
        }
        return new ContextReader(dialects, more);
    }
}
