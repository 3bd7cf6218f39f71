package dev.costinsights.plugin.sql;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.plugin.sql.jdbc.Wrapping;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Function;

/** Wraps an open connection: its session is tagged, its executions recorded. */
record ConnectionPropagator(Function<AttributionScope, Wrapping> wrappings) implements TagPropagator<Connection> {

    @Override
    public String name() {
        return "sql-connection";
    }

    @Override
    public Class<Connection> carrier() {
        return Connection.class;
    }

    @Override
    public Connection inject(Connection connection, AttributionScope scope) {
        return wrappings.apply(scope).wrap(connection);
    }

    @Override
    public Optional<AttributionContext> extract(TagView view) {
        return Optional.empty();
    }
}
