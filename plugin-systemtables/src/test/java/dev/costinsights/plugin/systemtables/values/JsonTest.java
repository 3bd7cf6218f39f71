package dev.costinsights.plugin.systemtables.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final Leaf TAGS = Leaf.json("tags");

    @Test
    void numbers_keep_every_digit() throws Json.SyntaxException {
        assertEquals(
                Map.of("a", "0.1234567890123456789", "b", "-1E-18"),
                Json.parse("{\"a\":0.1234567890123456789, \"b\" : -1E-18}"));
    }

    @Test
    void a_parameter_is_read_by_its_name_whichever_of_both_ways_the_map_is_nested() {
        Leaf leaf = Leaf.json("job_parameters");
        assertEquals(
                Map.of("dagster_run_id", "r-1", "day", "today"),
                JsonText.parameters(
                        "{\"dagster_run_id\":{\"value\":\"r-1\",\"default\":\"\"},\"day\":{\"default\":\"today\"}}",
                        leaf));
        assertEquals(
                Map.of("dagster_run_id", "r-1", "day", "today"),
                JsonText.parameters("{\"load\":{\"dagster_run_id\":\"r-1\"},\"check\":{\"day\":\"today\"}}", leaf));
    }

    @Test
    void escapes_are_undone() throws Json.SyntaxException {
        assertEquals("a\"\\/\n\t\u0001\uD83D\uDE00b", Json.parse("\"a\\\"\\\\\\/\\n\\t\\u0001\\ud83d\\ude00b\""));
    }

    @Test
    void words_and_nesting() throws Json.SyntaxException {
        assertEquals(
                Arrays.asList("true", "false", null, List.of(), Map.of()), Json.parse(" [true,false , null,[ ],{}] "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"}",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "\"a",
                "nul",
                "{\"a\":1}x",
                "\"\\x\"",
                "\"\\u12",
                "01x",
                "'a'"
            })
    void what_is_no_json_is_refused(String text) {
        assertThrows(Json.SyntaxException.class, () -> Json.parse(text));
    }

    @Test
    void deep_nesting_is_refused_and_does_not_overflow_the_stack() {
        assertThrows(Json.SyntaxException.class, () -> Json.parse("[".repeat(100_000)));
    }

    @Test
    void a_map_may_be_an_object_or_a_list_of_entries() {
        Map<String, String> expected = Map.of("a", "1", "b", "x");

        assertEquals(expected, JsonText.map("{\"b\":\"x\",\"a\":1,\"c\":null}", TAGS));
        assertEquals(expected, JsonText.map("[{\"key\":\"b\",\"value\":\"x\"},{\"key\":\"a\",\"value\":\"1\"}]", TAGS));
        assertEquals(Map.of(), JsonText.map(null, TAGS));
        assertEquals(Map.of(), JsonText.map("{}", TAGS));
    }

    @Test
    void what_is_neither_is_refused_with_the_column() {
        BadValueException refused = assertThrows(BadValueException.class, () -> JsonText.map("[1]", TAGS));

        assertEquals("column tags: '[1]' is no map; write it as a JSON object", refused.sentence());
    }
}
