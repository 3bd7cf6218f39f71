package dev.costinsights.plugin.bundles.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.BundleFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be tagged stays as it is, with file, line, column and what is wrong in one line. */
final class RefusedFilesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            `` | - | databricks.yml:1:1: there is no bundle in it
            `# nothing\\n` | - | databricks.yml:1:1: there is no bundle in it
            `- a\\n` | - | databricks.yml:1:1: a bundle must be a map
            `a: 1\\nb: [1,\\n` | - | databricks.yml:3:1: while parsing a flow node
            `a: 1\\n\\tb: 2\\n` | - | databricks.yml:2:1: while scanning for the next token
            `a: b: c\\n` | - | databricks.yml:1:5: mapping values are not allowed here
            `a: "x\\n` | - | databricks.yml:2:1: while scanning a quoted scalar
            `a: \\001\\n` | - | databricks.yml:1:4: the character U+0001 may not stand in YAML
            `a: *b\\n` | - | databricks.yml:1:4: there is no anchor &b before the alias *b
            `targets: {a: , b: }\\n` | - | databricks.yml:1:1: none of the targets has 'default: true'; name one with --target: a, b
            `targets: {a: {default: true}, b: {default: true}}\\n` | - | several targets have 'default: true'
            `x: 1\\ntargets: {a: , b: }\\n` | c | databricks.yml:2:1: there is no target 'c'; there are: a, b
            `x: 1\\n` | c | databricks.yml: there is no target 'c'; the bundle names none
            `targets: [a]\\n` | - | databricks.yml:1:10: targets must be a map
            `targets: {a: {presets: {tags: '${var.tags}'}}}\\n` | - | databricks.yml:1:31: targets.a.presets.tags must be a map
            `targets:\\n  a:\\n    presets: {}\\n    presets: {}\\n` | - | databricks.yml:4:5: the key 'presets' stands here for the second time
            `targets:\\n  a: &a\\n    mode: x\\n  b: *a\\n` | a | databricks.yml:2:6: targets.a is used elsewhere too, through its anchor &a
            `b: &b\\n  presets: {x: y}\\ntargets:\\n  a:\\n    <<: *b\\n` | - | databricks.yml:5:5: 'presets' is merged in here with <<
            `b: &b\\n  tags: {x: y}\\ntargets:\\n  a:\\n    presets: *b\\n` | - | databricks.yml:5:14: targets.a.presets.tags comes from the anchor &b
            """)
    void the_place_and_the_reason_are_named(String text, String target, String problem) {
        String file = text.translateEscapes();
        BundleFile tagged = Tagging.tag(file, target, Tagging.CONTEXT);

        assertTrue(
                String.valueOf(tagged.tagging().problem()).contains(problem),
                tagged.tagging().toString());
        assertEquals(1, tagged.tagging().problem().lines().count());
        assertEquals(file, tagged.text());
    }
}
