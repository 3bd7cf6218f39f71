package dev.costinsights.plugin.sql;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.plugin.sql.jdbc.Wrapping;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** Wraps a data source: its connections are tagged, its executions recorded. */
record DataSourcePropagator(Function<AttributionScope, Wrapping> wrappings) implements TagPropagator<DataSource> {

    @Override
    public String name() {
        return "sql-data-source";
    }

    @Override
    public Class<DataSource> carrier() {
        return DataSource.class;
    }

    @Override
    public DataSource inject(DataSource source, AttributionScope scope) {
        return wrappings.apply(scope).wrap(source);
    }

    @Override
    public Optional<AttributionContext> extract(TagView view) {
        return Optional.empty();
    }
}
