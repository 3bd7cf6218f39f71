package dev.costinsights.host.plugin;

import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.core.spi.LiveSource;
import dev.costinsights.core.spi.RecordingSource;

/**
 * Stands in a source's place, and is of the same type: the engine asks a {@link RecordingSource} first, and kept days leave
 * out a {@link LiveSource}.
 */
public final class WrappedSource {

    private WrappedSource() {}

    /** What is done instead of asking the source. */
    public interface Collecting {
        void collect(CollectionRequest request, FactSink facts) throws InterruptedException;
    }

    /** A source of the name and type of another. */
    public static CostSource of(CostSource source, Collecting collecting) {
        String name = source.name();
        if (source instanceof RecordingSource) {
            return new Recording(name, collecting);
        }
        return source instanceof LiveSource ? new Live(name, collecting) : new Plain(name, collecting);
    }

    private record Plain(String name, Collecting collecting) implements CostSource {
        @Override
        public void collect(CollectionRequest request, FactSink facts) throws InterruptedException {
            collecting.collect(request, facts);
        }
    }

    private record Recording(String name, Collecting collecting) implements RecordingSource {
        @Override
        public void collect(CollectionRequest request, FactSink facts) throws InterruptedException {
            collecting.collect(request, facts);
        }
    }

    private record Live(String name, Collecting collecting) implements LiveSource {
        @Override
        public void collect(CollectionRequest request, FactSink facts) throws InterruptedException {
            collecting.collect(request, facts);
        }
    }
}
