package dev.costinsights.core;

import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.FactSink;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A source of which a test says what it does when it is asked. */
record TestSource(String name, Collecting collecting) implements CostSource {

    interface Collecting {
        void collect(FactSink facts) throws InterruptedException, IOException;
    }

    /** An engine with just this source. */
    static CostInsights engine(Collecting collecting) {
        return CostInsights.builder()
                .install(new TestPlugin("test", context -> context.register(new TestSource("test", collecting))))
                .build();
    }

    @Override
    public void collect(CollectionRequest request, FactSink facts) throws InterruptedException {
        try {
            collecting.collect(facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
