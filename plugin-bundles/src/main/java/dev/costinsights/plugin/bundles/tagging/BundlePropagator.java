package dev.costinsights.plugin.bundles.tagging;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.spi.BundleFile;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.plugin.bundles.yaml.YamlProblem;
import dev.costinsights.plugin.bundles.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a context's tags into a bundle's file. Everything else in it stays as it is, to the byte; a text of which that
 * cannot be made sure stays as a whole.
 */
public final class BundlePropagator implements TagPropagator<BundleFile> {

    private static final List<TagEdit.Placement> PLACEMENTS = List.of(
            new TagEdit.Placement(true, true),
            new TagEdit.Placement(false, true),
            new TagEdit.Placement(true, false),
            new TagEdit.Placement(false, false));

    @Override
    public String name() {
        return "bundles";
    }

    @Override
    public Class<BundleFile> carrier() {
        return BundleFile.class;
    }

    @Override
    public BundleFile inject(BundleFile file, AttributionScope scope) {
        String name = null;
        String target = null;
        try {
            Bundle bundle = Bundle.read(file);
            name = bundle.name();
            target = TargetChoice.of(bundle, file.target());
            TagPlan plan = TagPlan.of(bundle, target, scope);
            String text = plan.isDone() ? file.text() : changed(bundle, target, plan, scope);
            return tagged(file, text, new BundleFile.Tagging(name, target, plan.unmet(), plan.remarks(), null));
        } catch (YamlProblem e) {
            return tagged(
                    file, file.text(), new BundleFile.Tagging(name, target, List.of(), List.of(), e.getMessage()));
        }
    }

    /** Tags are read by the engine itself. */
    @Override
    public Optional<AttributionContext> extract(TagView view) {
        return Optional.empty();
    }

    private static BundleFile tagged(BundleFile file, String text, BundleFile.Tagging tagging) {
        return new BundleFile(file.path(), text, file.target(), tagging);
    }

    /** The first placement after which the text says what it said before and has the tags. */
    private static String changed(Bundle bundle, String target, TagPlan plan, AttributionScope scope) {
        YamlText before = bundle.main();
        List<String> failures = new ArrayList<>();
        for (TagEdit.Placement placement : PLACEMENTS) {
            String text = new TagEdit(bundle, target, plan, placement).apply(bundle.root());
            try {
                YamlText after = YamlText.parse(before.file(), text);
                boolean same = Shape.of(before, target, plan.touched()).equals(Shape.of(after, target, plan.touched()));
                if (same && TagPlan.of(bundle.withMain(after), target, scope).isDone()) {
                    return text;
                }
                failures.add("something else would change");
            } catch (YamlProblem e) {
                failures.add(e.getMessage());
            }
        }
        throw before.problem(
                bundle.root().entry("targets").map(entry -> entry.key().start()).orElse(0),
                "the tags of target " + target + " cannot be added to a file laid out like this (" + failures.get(0)
                        + "); write 'presets:' and 'tags:' into the target by hand, on lines of their own");
    }
}
