package dev.costinsights.plugin.bundles.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.spi.BundleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Databricks takes, and what the author has set, here or in another file. */
final class LimitsTest {

    @TempDir
    private Path folder;

    @Test
    void the_job_with_the_most_tags_says_how_much_room_there_is() {
        StringBuilder text = new StringBuilder("resources:\n  jobs:\n    full:\n      tags:\n");
        for (int i = 0; i < 23; i++) {
            text.append("        t").append(i).append(": x\n");
        }
        text.append("targets:\n  prod:\n    presets:\n");

        BundleFile tagged = Tagging.tag(text.toString(), null, Tagging.CONTEXT);

        assertTrue(tagged.text().contains("dagster_job_name"), tagged.text());
        assertFalse(tagged.text().contains("dagster_run_id"), tagged.text());
        assertEquals(
                List.of("dagster_run_id is left out: job full would have more than 25 tags"),
                tagged.tagging().remarks());
        assertTrue(Tagging.tag(tagged.text(), null, Tagging.CONTEXT)
                .tagging()
                .unmet()
                .contains("dagster_run_id is missing"));
    }

    @Test
    void development_takes_a_tag_for_itself() {
        StringBuilder text = new StringBuilder("targets:\n  dev:\n    mode: development\n    presets:\n      tags:\n");
        for (int i = 0; i < 22; i++) {
            text.append("        t").append(i).append(": x\n");
        }

        BundleFile tagged = Tagging.tag(text.toString(), null, Tagging.CONTEXT);

        assertEquals(
                List.of("dagster_run_id is left out: target dev would have more than 25 tags"),
                tagged.tagging().remarks());
    }

    @Test
    void what_tags_may_not_hold_is_changed_in_names_and_left_out_of_ids() {
        AttributionContext context = AttributionContext.builder()
                .opaqueId("id\u2603")
                .job("a ${var.x} b")
                .run("${run}")
                .asset("sales\u2603", 1)
                .build();

        BundleFile tagged = Tagging.tag("targets:\n  prod:\n", null, context);

        assertTrue(tagged.text().contains("dagster_job_name: \"a _{var.x} b\" #"), tagged.text());
        assertTrue(tagged.text().contains("dagster_asset_key: \"sales_\" #"), tagged.text());
        assertFalse(tagged.text().contains("opaque"), tagged.text());
        assertFalse(tagged.text().contains("run"), tagged.text());
        assertEquals(4, tagged.tagging().remarks().size());
    }

    @Test
    void tags_in_included_files_and_for_all_targets_are_the_authors_too() throws IOException {
        Files.createDirectories(folder.resolve("more"));
        Files.writeString(
                folder.resolve("more/a.yml"),
                "targets: {prod: {default: true, presets: {tags: {dagster_run_id: mine}}}}\n");
        Path file = folder.resolve("databricks.yml");
        String text = """
                include: ['m*/*.yml', 'databricks.yml']
                presets: {tags: {dagster_job_name: ours}}
                targets: {dev: {}}
                """;

        BundleFile tagged = tag(file, text);

        assertNull(tagged.tagging().problem());
        assertEquals("prod", tagged.tagging().target());
        assertFalse(tagged.text().contains("dagster_run_id"), tagged.text());
        assertEquals(2, tagged.tagging().remarks().size(), tagged.tagging().toString());
        assertTrue(
                tagged.text().contains("targets: {dev: {}, prod: {presets: {tags: {dagster_snowflake_opaque_id: "),
                tagged.text());
    }

    @Test
    void a_broken_included_file_is_named() throws IOException {
        Files.writeString(folder.resolve("a.yml"), "a: [\n");
        String text = "include: [a.yml]\n";

        BundleFile tagged = tag(folder.resolve("databricks.yml"), text);

        assertTrue(
                tagged.tagging().problem().startsWith(folder.resolve("a.yml") + ":2:1: while parsing"),
                tagged.tagging().problem());
        assertEquals(text, tagged.text());
    }

    private static BundleFile tag(Path file, String text) {
        return new BundlePropagator()
                .inject(BundleFile.of(file, text, null), AttributionScope.of(Tagging.CONTEXT, TagDialect.DAGSTER));
    }
}
