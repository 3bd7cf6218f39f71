package dev.costinsights.plugin.sql;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagDialect;

/** A scope whose context a test changes. */
public final class Current implements AttributionScope {

    public AttributionContext context = AttributionContext.EMPTY;
    public TagDialect dialect = TagDialect.DAGSTER;

    @Override
    public AttributionContext context() {
        return context;
    }

    @Override
    public TagDialect dialect() {
        return dialect;
    }

    /** A context of a Dagster run. */
    public static AttributionContext run(String opaqueId) {
        return AttributionContext.builder()
                .opaqueId(opaqueId)
                .orchestrator("dagster")
                .job("nightly")
                .run("run-" + opaqueId)
                .build();
    }
}
