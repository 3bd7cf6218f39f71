package dev.costinsights.plugin.bundles.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.spi.BundleFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Whatever the layout: the lines that were there are there still, byte for byte and in their order; read by another
 * reader, the file says what it said and the tags; and a second time changes nothing. Another context takes the place of
 * the first. {@code -Dcostinsights.seed=N} replays, {@code -Dcostinsights.cases=N} scales.
 */
final class RandomLayoutsTest {

    private static final int CASES = Integer.getInteger("costinsights.cases", 3_000);
    private static final Set<String> OURS =
            Set.of("dagster_snowflake_opaque_id", "dagster_job_name", "dagster_run_id", "dagster_asset_key");

    @Test
    void nothing_but_the_tags_changes() {
        long first =
                Long.getLong("costinsights.seed", ThreadLocalRandom.current().nextLong());
        for (int i = 0; i < CASES; i++) {
            RandomBundle bundle = new RandomBundle(new SplittableRandom(first + i));
            try {
                check(bundle);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "failed with -Dcostinsights.seed=" + (first + i) + ": " + e.getMessage() + "\n" + bundle.text(),
                        e);
            }
        }
    }

    /** Lines behind a block of text that the file ends in would change it, so they stand before the first tag. */
    @Test
    void the_first_tag_may_go_while_another_comes() {
        String before = """
                bundle:
                  name: x
                targets:
                  dev:
                    presets:
                      tags:
                        note: |
                          two
                          lines""";
        AttributionContext id = AttributionContext.builder().opaqueId("o-1").build();
        AttributionContext job = AttributionContext.builder().job("another").build();

        BundleFile tagged = Tagging.tag(Tagging.tag(before, "dev", id).text(), "dev", job);

        assertEquals(null, tagged.tagging().problem());
        assertEquals(Map.of("dagster_job_name", "another"), tags(tagged.text(), "dev"));
        assertEquals(load(before, "dev"), load(tagged.text(), "dev"));
    }

    private static void check(RandomBundle bundle) {
        String before = bundle.text();
        BundleFile tagged = Tagging.tag(before, bundle.target(), bundle.context());
        assertEquals(null, tagged.tagging().problem());
        String after = tagged.text();
        bundle.untouchedLines().forEach(line -> assertTrue(lines(after).contains(line), () -> "lost: " + line));
        assertInOrder(bundle.untouchedLines(), lines(after));
        assertEquals(load(before, bundle.target()), load(after, bundle.target()));
        assertEquals(bundle.tagsAfter(bundle.context()), tags(after, bundle.target()));
        assertEquals(
                after, Tagging.tag(after, bundle.target(), bundle.context()).text());

        AttributionContext next = AttributionContext.builder().job("another").build();
        BundleFile other = Tagging.tag(after, bundle.target(), next);
        assertEquals(null, other.tagging().problem());
        assertEquals(bundle.tagsAfter(next), tags(other.text(), bundle.target()));
    }

    private static List<String> lines(String text) {
        return List.of(text.split("(?<=\n)", -1));
    }

    private static void assertInOrder(List<String> some, List<String> all) {
        int at = 0;
        for (String line : all) {
            if (at < some.size() && line.equals(some.get(at))) {
                at++;
            }
        }
        assertEquals(some.size(), at, "lines in another order");
    }

    /** What the first document says, without our tags and without maps that are empty for want of them. */
    private static Object load(String text, String target) {
        Object root = first(text);
        return pruned(root, List.of("targets", target, "presets", "tags"), 0);
    }

    private static Object pruned(Object node, List<String> path, int depth) {
        if (!(node instanceof Map<?, ?> map)) {
            return node;
        }
        Map<Object, Object> kept = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (depth == path.size() && OURS.contains(key)) {
                return;
            }
            boolean onPath = depth < path.size() && path.get(depth).equals(key);
            Object child = onPath ? pruned(value, path, depth + 1) : value;
            if (!onPath || (child != null && !child.equals(Map.of()))) {
                kept.put(key, child);
            }
        });
        return kept;
    }

    private static Map<String, Object> tags(String text, String target) {
        Object node = first(text);
        for (String key : List.of("targets", target, "presets", "tags")) {
            node = ((Map<?, ?>) node).get(key);
        }
        Map<String, Object> tags = new LinkedHashMap<>();
        ((Map<?, ?>) node).forEach((key, value) -> {
            if (OURS.contains(key)) {
                tags.put((String) key, value);
            }
        });
        return new TreeMap<>(tags);
    }

    private static Object first(String text) {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().setSchema(new CoreSchema()).build())
                .loadAllFromString(text)
                .forEach(documents::add);
        return documents.get(0);
    }
}
