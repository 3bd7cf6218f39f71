package dev.costinsights.core.oracle;

import dev.costinsights.core.model.RecordedExecution;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.core.spi.PluginContext;
import dev.costinsights.core.spi.RecordingSource;
import java.util.List;

/**
 * A plugin that brings a bill from one source, and what was recorded from another.
 *
 * @param id of the plugin, and name of the source
 */
record BillSource(String id, Bill bill) implements CostInsightsPlugin, CostSource {

    @Override
    public void install(PluginContext context) {
        context.register(this);
        context.register(new Recorded(id + "-recordings", bill.facts()));
    }

    @Override
    public String name() {
        return id;
    }

    @Override
    public void collect(CollectionRequest request, FactSink facts) {
        bill.withFacts(bill.facts().stream().filter(fact -> !isRecorded(fact)).toList())
                .deliver(facts);
    }

    private static boolean isRecorded(Fact fact) {
        return fact.value() instanceof RecordedExecution;
    }

    private record Recorded(String name, List<Fact> all) implements RecordingSource {

        @Override
        public void collect(CollectionRequest request, FactSink facts) {
            all.stream().filter(BillSource::isRecorded).forEach(fact -> fact.deliver(facts));
        }
    }
}
