package dev.costinsights.plugin.bundles.tagging;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.spi.BundleFile;

/** Tags texts. */
final class Tagging {

    static final AttributionContext CONTEXT = AttributionContext.builder()
            .opaqueId("7c0f5a0e-0000-4000-8000-000000000001")
            .orchestrator("dagster")
            .job("nightly \"load\"")
            .run("run-1")
            .build();

    private Tagging() {}

    static BundleFile tag(String text, String target, AttributionContext context) {
        return new BundlePropagator()
                .inject(BundleFile.of(null, text, target), AttributionScope.of(context, TagDialect.DAGSTER));
    }
}
