package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same value gives the same text, whoever wrote it. */
class CanonicalJsonTest {

    private final CanonicalJson json = new CanonicalJson();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"b\": 1, \"a\": null, \"c\": {\"d\": null}} | {\"b\":1,\"c\":{}}",
                "{\"b\":\"x\",\"a\":\"y\"} | {\"a\":\"y\",\"b\":\"x\"}",
                "[1, null, [2]] | [1,null,[2]]",
                "null | -",
                "\"\\u0041\\/\\n\" | \"A/\\n\"",
                "{\"\\u0061\":1,\"a\":2} | {\"a\":2}",
                "{\"a\":1,\"b\":0,\"a\":null} | {\"b\":0}",
                "{\"a\":null,\"a\":1} | {\"a\":1}",
                "{\"a\" : 1, \"ab\":2, \"\\u0061\" : null } | {\"ab\":2}",
                "{\"a\":{\"b\":null,\"c\":null},\"d\":null} | {\"a\":{}}",
                "{\"a\":\"null\",\"b\":[null]} | {\"a\":\"null\",\"b\":[null]}",
                "{\"b\":1,\"ab\":[{}],\"b\":{\"d\":2,\"c\":3},\"a\":4} | {\"a\":4,\"ab\":[{}],\"b\":{\"c\":3,\"d\":2}}",
                "0.700000000000000000 | 0.7",
                "[1e3,-0.0,7.5E-7,100,12345678901234567890.123456789012345678] "
                        + "| [1000,0,0.00000075,100,12345678901234567890.123456789012345678]",
                "[true,false,\"true\"] | [true,false,\"true\"]",
                "{} | {}",
                "[] | []",
            })
    void canonical(String text, String form) throws CanonicalJson.SyntaxException {
        assertEquals(form, json.of(text));
        if (form != null) {
            assertEquals(form, json.of(form), "its own form stays");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"}",
                "[1,]",
                "{a:1}",
                "\"",
                "tru",
                "1 2",
                "[1}",
                "\"\\x\"",
                "\"\\u12\"",
                "--1",
                "{\"a\":null",
                "{\"a\":nulls}",
                "{\"a\":null]",
                "{\"a"
            })
    void what_is_no_json_is_refused(String text) {
        assertThrows(CanonicalJson.SyntaxException.class, () -> json.of(text));
    }

    @Test
    void order_space_escapes_and_nulls_do_not_matter() throws CanonicalJson.SyntaxException {
        long seed = Long.getLong("costinsights.seed", 41L);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Object value = value(random, 3);
            String one = json.of(written(value, random));
            String other = json.of(written(value, random));
            assertEquals(one, other, "costinsights.seed=" + seed + ", value " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "0.000000000000000000, 0",
        "-0.000, 0",
        "0E-18, 0",
        "1.500000000000000000, 1.5",
        "1.5, 1.5",
        "15E-1, 1.5",
        "-3.000000000000000000, -3",
        "1E+3, 1000",
        "100, 100",
        "00.5, 0.5",
        ".5, 0.5",
        "5., 5",
        "12345678901234567890.123456789012345678, 12345678901234567890.123456789012345678",
        "0.000000000000000001, 0.000000000000000001",
        "1E-18, 0.000000000000000001",
    })
    void a_decimal_has_one_text(String text, String plain) {
        assertEquals(plain, PlainDecimal.of(text));
        assertEquals(0, new BigDecimal(text).compareTo(new BigDecimal(PlainDecimal.of(text))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "abc", "1.2.3", "NaN", "1,5"})
    void what_is_no_number_is_refused(String text) {
        assertThrows(NumberFormatException.class, () -> PlainDecimal.of(text));
    }

    private static Object value(Random random, int depth) {
        switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> {
                return BigDecimal.valueOf(random.nextInt(100_000) - 50_000, random.nextInt(8));
            }
            case 1 -> {
                return random.nextBoolean();
            }
            case 2 -> {
                return null;
            }
            case 3 -> {
                return List.of("", "a", "a\"b\\c", "tab\tline\n\u0001", "\u00e4\u20ac", "/")
                        .get(random.nextInt(6));
            }
            case 4 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                return list;
            }
            default -> {
                Map<String, Object> map = new TreeMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put("k" + random.nextInt(9), value(random, depth - 1));
                }
                return map;
            }
        }
    }

    private static String written(Object value, Random random) {
        String space = random.nextInt(3) == 0 ? " " : "";
        if (value instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
            Collections.shuffle(entries, random);
            Map<String, String> parts = new LinkedHashMap<>();
            entries.forEach(entry -> {
                if (entry.getValue() != null || random.nextBoolean()) {
                    parts.put(written(entry.getKey(), random), written(entry.getValue(), random));
                }
            });
            List<String> members = new ArrayList<>();
            parts.forEach((key, member) -> members.add(key + space + ':' + space + member));
            return '{' + space + String.join(',' + space, members) + '}';
        }
        if (value instanceof List<?> list) {
            List<String> members =
                    list.stream().map(member -> written(member, random)).toList();
            return '[' + String.join(space + ',', members) + ']';
        }
        if (value instanceof BigDecimal number) {
            return random.nextBoolean()
                    ? number.toPlainString()
                    : number.setScale(12).toString();
        }
        return value instanceof String text ? quoted(text, random) : String.valueOf(value);
    }

    private static String quoted(String text, Random random) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || random.nextInt(3) == 0) {
                out.append(String.format("\\u%04" + (random.nextBoolean() ? "x" : "X"), (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
