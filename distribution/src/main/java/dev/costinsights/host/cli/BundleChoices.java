package dev.costinsights.host.cli;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.spi.BundleFile;
import dev.costinsights.host.bundle.BundleOnDisk;
import dev.costinsights.host.run.BundleTagging;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of what looks at a bundle: which one, which target, and what it belongs to. */
final class BundleChoices {

    @Option(
            names = {"-t", "--target"},
            paramLabel = "NAME",
            description = "default DATABRICKS_BUNDLE_TARGET, else the bundle's own default")
    String target;

    @Option(
            names = "--bundle",
            paramLabel = "DIR|FILE",
            description =
                    "default DATABRICKS_BUNDLE_ROOT, else this folder or the nearest above it with a databricks.yml")
    private Path bundle;

    @Option(names = "--opaque-id", paramLabel = "ID", description = "what ties it to its maker's own records")
    private String opaqueId;

    @Option(names = "--job", paramLabel = "NAME", description = "the orchestrator's job")
    private String job;

    @Option(names = "--run", paramLabel = "ID", description = "the orchestrator's run")
    private String run;

    @Option(names = "--asset", paramLabel = "KEY", description = "what it makes; may be repeated")
    private List<String> assets = new ArrayList<>();

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "whatever else is to be said; may be repeated")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--dialect",
            paramLabel = "dagster|neutral",
            defaultValue = "DAGSTER",
            description = "keys of the tags: dagster_* or cost_insights_*; default dagster")
    private Keys keys;

    /** Values of {@code --dialect}. */
    enum Keys {
        DAGSTER,
        NEUTRAL
    }

    TagDialect dialect() {
        return keys == Keys.NEUTRAL ? TagDialect.NEUTRAL : TagDialect.DAGSTER;
    }

    BundleOnDisk file(Session session) {
        String root = session.environment().getOrDefault("DATABRICKS_BUNDLE_ROOT", "");
        Path path = bundle != null
                ? BundleOnDisk.find(bundle, false)
                : root.isEmpty() ? BundleOnDisk.find(Path.of(""), true) : BundleOnDisk.find(Path.of(root), false);
        return BundleOnDisk.read(path);
    }

    /** Tags a file; nothing is written. */
    BundleTagging.Outcome tag(Session session, BundleOnDisk file) throws InterruptedException {
        String told = session.environment().getOrDefault("DATABRICKS_BUNDLE_TARGET", "");
        String asked = target != null ? target : told.isEmpty() ? null : told;
        BundleFile carrier = BundleFile.of(file.path(), file.text(), asked);
        return session.inHost(session.settings(), host -> host.getInstance(BundleTagging.class)
                .tag(carrier, given(), dialect(), session.environment()));
    }

    private AttributionContext given() {
        AttributionContext.Builder given = AttributionContext.builder()
                .opaqueId(opaqueId)
                .job(job)
                .run(run)
                .assets(assets);
        labels.forEach(given::label);
        AttributionContext context = given.build();
        // Under the keys of an orchestrator, a context is taken for that orchestrator's.
        return context.namesWork()
                ? given.orchestrator(dialect().orchestrator()).build()
                : context;
    }
}
