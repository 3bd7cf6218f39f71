package dev.costinsights.plugin.systemtables.files;

import dev.costinsights.plugin.systemtables.values.Leaf;
import java.util.ArrayList;
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

    private static final String NO_OBJECT = "NOT IN ('OBJECT', 'NULL')";

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

    /**
     * Where something else than an object stands for a struct, which {@code json_transform} would empty without a word: by the
     * path of the struct, the outer one first, a condition that is true of such a text. An absent struct and null are none.
     *
     * @param text SQL of the whole JSON text
     */
    Map<List<String>, String> misfits(String text) {
        Map<List<String>, String> misfits = new LinkedHashMap<>();
        // Nearly all begin with a bracket; only the others have to be parsed for it.
        misfits.put(List.of(), "(NOT starts_with(" + text + ", '{') AND json_type(" + text + ") " + NO_OBJECT + ')');
        addMisfits(text, List.of(), misfits);
        return misfits;
    }

    private void addMisfits(String text, List<String> path, Map<List<String>, String> misfits) {
        fields.forEach((name, field) -> {
            if (!field.fields.isEmpty()) {
                List<String> inner = new ArrayList<>(path);
                inner.add(name);
                misfits.put(
                        List.copyOf(inner),
                        "(contains(" + text + ", '\"" + name + "\"') AND json_type(" + text + ", '$."
                                + String.join(".", inner) + "') " + NO_OBJECT + ')');
                field.addMisfits(text, inner, misfits);
            }
        });
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
