package dev.costinsights.plugin.systemtables.values;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Maps and lists of a system table, from the JSON that they are read as. */
public final class JsonText {

    private static final String NO_MAP = "is no map; write it as a JSON object";

    private static final Set<String> DESCRIPTION = Set.of("value", "default");

    private JsonText() {}

    /**
     * A {@code MAP<STRING,STRING>}: an object, or an array of objects with {@code key} and {@code value} as some tools
     * write it. In key order, so that nothing depends on the order in a file. Null values count as absent.
     *
     * @param json may be null
     * @throws BadValueException when it is neither
     */
    public static Map<String, String> map(String json, Leaf leaf) {
        Object value = parse(json, leaf);
        Map<String, String> map = new TreeMap<>();
        if (value instanceof Map<?, ?> object) {
            object.forEach((key, member) -> put(map, key, text(member, json, leaf)));
        } else if (value instanceof List<?> entries) {
            for (Object entry : entries) {
                if (!(entry instanceof Map<?, ?> pair) || !pair.containsKey("key")) {
                    throw new BadValueException(leaf.name(), json, NO_MAP);
                }
                put(map, pair.get("key"), text(pair.get("value"), json, leaf));
            }
        } else if (value != null) {
            throw new BadValueException(leaf.name(), json, NO_MAP);
        }
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(map);
    }

    /**
     * Parameters, a {@code MAP<STRING,MAP<STRING,STRING>>} of which Databricks does not say what the outer key is. An inner
     * map that has only a {@code value} and a {@code default} describes the parameter that the outer key names; others are
     * laid together, in the order of the outer keys.
     *
     * @throws BadValueException when it is no object
     */
    public static Map<String, String> parameters(String json, Leaf leaf) {
        Map<String, String> map = new TreeMap<>();
        Object value = parse(json, leaf);
        if (value instanceof Map<?, ?> outer) {
            new TreeMap<>(outer).forEach((name, inner) -> {
                if (inner instanceof Map<?, ?> object && DESCRIPTION.containsAll(object.keySet())) {
                    put(map, name, object.get("value") != null ? object.get("value") : object.get("default"));
                } else if (inner instanceof Map<?, ?> object) {
                    object.forEach((key, member) -> put(map, key, member));
                }
            });
        } else if (value != null) {
            throw new BadValueException(leaf.name(), json, NO_MAP);
        }
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(map);
    }

    /**
     * An {@code ARRAY<STRING>}; null members are left out.
     *
     * @throws BadValueException when it is no array
     */
    public static List<String> list(String json, Leaf leaf) {
        return array(json, leaf).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /**
     * A field of every struct in an {@code ARRAY<STRUCT>}, in order and without repetition.
     *
     * @throws BadValueException when it is no array
     */
    public static Set<String> fields(String json, String name, Leaf leaf) {
        Set<String> fields = new LinkedHashSet<>();
        for (Object member : array(json, leaf)) {
            if (member instanceof Map<?, ?> struct && struct.get(name) instanceof String field && !field.isEmpty()) {
                fields.add(field);
            }
        }
        return fields;
    }

    private static List<?> array(String json, Leaf leaf) {
        Object value = parse(json, leaf);
        if (value != null && !(value instanceof List<?>)) {
            throw new BadValueException(leaf.name(), json, "is no list; write it as a JSON array");
        }
        return value == null ? List.of() : (List<?>) value;
    }

    private static Object text(Object value, String json, Leaf leaf) {
        if (value instanceof Map || value instanceof List) {
            throw new BadValueException(leaf.name(), json, "has a value that is no text; correct it");
        }
        return value;
    }

    private static void put(Map<String, String> map, Object key, Object value) {
        if (key instanceof String name && value instanceof String text) {
            map.put(name, text);
        }
    }

    private static Object parse(String json, Leaf leaf) {
        if (json == null || json.equals("{}") || json.equals("[]")) {
            return null;
        }
        try {
            return Json.parse(json);
        } catch (Json.SyntaxException e) {
            throw new BadValueException(leaf.name(), json, "is no JSON (" + e.getMessage() + "); correct it");
        }
    }
}
