package dev.costinsights.core;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.spi.TagPropagator;
import java.util.Optional;
import java.util.function.Function;

/** Writes into a text that it was there, and reads as a test says. */
record TestPropagator(String name, Function<TagView, Optional<AttributionContext>> reading)
        implements TagPropagator<StringBuilder> {

    TestPropagator(String name) {
        this(name, view -> Optional.empty());
    }

    @Override
    public Class<StringBuilder> carrier() {
        return StringBuilder.class;
    }

    @Override
    public StringBuilder inject(StringBuilder carrier, AttributionScope scope) {
        return carrier.append(name);
    }

    @Override
    public Optional<AttributionContext> extract(TagView view) {
        return reading.apply(view);
    }
}
