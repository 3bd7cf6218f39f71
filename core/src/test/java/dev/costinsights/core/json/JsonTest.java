package dev.costinsights.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void everyKindOfValueIsRead() {
        assertEquals(
                Map.of(
                        "a", Arrays.asList(1L, -2.5, "x\n\u00e9", true, false, null),
                        "b", Map.of(),
                        "c", List.of()),
                JsonReader.read(" {\"a\":[1, -2.5,\"x\\n\\u00e9\",true,false,null],\"b\":{} , \"c\" : [] } "));
        assertEquals(1e30, JsonReader.read("1000000000000000000000000000000"));
    }

    @Test
    void whatIsNotJsonIsRefusedAndSaysWhere() {
        for (String text : List.of(
                "", "{", "[1,", "{\"a\" 1}", "nul", "\"open", "1 2", "{1:2}", "\"\\x\"", "[".repeat(100), "+")) {
            assertThrows(IllegalArgumentException.class, () -> JsonReader.read(text), text);
        }
        assertEquals(
                "not JSON: ':' is missing at character 5",
                assertThrows(IllegalArgumentException.class, () -> JsonReader.read("{\"a\" 1}"))
                        .getMessage());
    }

    @Test
    void a_number_that_nobody_means_is_refused_and_costs_nothing() {
        assertEquals(
                "a number of 1000000 characters stands at character 5; it may have 100",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> JsonReader.read("{\"a\":" + "9".repeat(1_000_000) + "}"))
                        .getMessage());
        assertEquals(1e99, JsonReader.read("1" + "0".repeat(99)));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        String odd = "\"\\\n\t\u0000\u2028\ud83d\ude00 \ud83d";
        JsonText text = new JsonText();
        text.open('{')
                .field("a", odd)
                .field("none", (String) null)
                .field("n", -7)
                .key("items")
                .open('[');
        text.item("x").open('{').close('}').close(']');
        text.field("map", new TreeMap<>(Map.of("k", "v", "l", "w")))
                .field("empty", Map.of())
                .close('}');

        assertEquals(
                Map.of("a", odd, "n", -7L, "items", List.of("x", Map.of()), "map", Map.of("k", "v", "l", "w")),
                JsonReader.read(text.toString()));
    }
}
