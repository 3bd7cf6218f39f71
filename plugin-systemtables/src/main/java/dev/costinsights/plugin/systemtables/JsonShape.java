package dev.costinsights.plugin.systemtables;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What to take out of a JSON object: leaves as text, or objects with leaves in them.
 *
 * @param fields by name; a field without fields of its own is a leaf
 */
record JsonShape(Map<String, JsonShape> fields) {

    /** The fields of a struct column under which the leaves stand. */
    static JsonShape of(List<Leaf> leaves) {
        JsonShape root = new JsonShape(new TreeMap<>());
        for (Leaf leaf : leaves) {
            JsonShape at = root;
            for (String name : leaf.path().subList(1, leaf.path().size())) {
                at = at.fields.computeIfAbsent(name, unused -> new JsonShape(new TreeMap<>()));
            }
        }
        return root;
    }

    /** The structure argument of DuckDB's {@code json_transform}. Names are constants of ours and need no escaping. */
    String text() {
        if (fields.isEmpty()) {
            return "\"VARCHAR\"";
        }
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue().text())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The type that {@code json_transform} returns. */
    Shape shape() {
        if (fields.isEmpty()) {
            return Shape.VARCHAR;
        }
        Map<String, Shape> leaves = new LinkedHashMap<>();
        fields.forEach((name, field) -> leaves.put(name, field.shape()));
        return new Shape("STRUCT", leaves);
    }
}
