package dev.costinsights.host.plugin;

import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;

/** A plugin's source, run as the plugin, with everything that it throws by mistake named as its bug. */
final class GuardedSource implements CostSource {

    private final InstalledPlugin plugin;
    private final CostSource source;
    private final String name;

    GuardedSource(InstalledPlugin plugin, CostSource source) {
        this.plugin = plugin;
        this.source = source;
        this.name = source.name();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void collect(CollectionRequest request, FactSink facts) throws InterruptedException {
        try {
            InPlugin.<Void, InterruptedException>call(plugin.id(), plugin.loader(), () -> {
                source.collect(request, facts);
                return null;
            });
        } catch (CostInsightsException e) {
            throw e;
        } catch (LinkageError e) {
            throw bug("does not fit this host or lacks a class", e);
        } catch (RuntimeException e) {
            throw bug("has a bug", e);
        }
    }

    private CostInsightsException bug(String what, Throwable cause) {
        return new CostInsightsException(
                ErrorCode.INTERNAL,
                "plugin " + plugin.id() + " " + plugin.version() + " " + what + ": " + cause
                        + "; tell its author, with the output of -v",
                cause);
    }
}
