package dev.costinsights.plugin.bundles.tagging;

import dev.costinsights.plugin.bundles.yaml.YamlNode;
import dev.costinsights.plugin.bundles.yaml.YamlText;
import java.util.List;
import java.util.Set;

/**
 * What a text says, without how it is laid out and without some tags of one target. Two texts of one shape differ in
 * nothing but layout and those tags.
 */
final class Shape {

    private final List<String> path;
    private final Set<String> without;
    private final StringBuilder shape = new StringBuilder();

    private Shape(List<String> path, Set<String> without) {
        this.path = path;
        this.without = without;
    }

    static String of(YamlText yaml, String target, Set<String> without) {
        Shape shape = new Shape(List.of("targets", target, "presets", "tags"), without);
        for (int i = 0; i < yaml.documents().size(); i++) {
            shape.node(yaml.documents().get(i), i == 0 ? 0 : -1);
            shape.shape.append("\n---\n");
        }
        return shape.shape.toString();
    }

    /** @param depth how far along the path, or -1 beside it */
    private void node(YamlNode node, int depth) {
        if (depth > 0 && node instanceof YamlNode.Alias alias) {
            // On the path, *a and {<<: *a} are the same.
            shape.append("{<<=*").append(alias.name()).append(",}");
            return;
        }
        if (node.anchor() != null) {
            text("&" + node.anchor());
        }
        if (node instanceof YamlNode.Alias alias) {
            text("*" + alias.name());
        } else if (node instanceof YamlNode.Scalar scalar) {
            text(scalar.tag() + " " + (scalar.style() == YamlNode.Scalar.Style.PLAIN ? "plain " : "text ")
                    + scalar.value());
        } else if (node instanceof YamlNode.Sequence sequence) {
            text("list " + sequence.tag());
            shape.append('[');
            sequence.items().forEach(item -> {
                node(item, -1);
                shape.append(',');
            });
            shape.append(']');
        } else {
            map((YamlNode.Mapping) node, depth);
        }
    }

    private void map(YamlNode.Mapping map, int depth) {
        if (map.tag() != null) {
            text("map " + map.tag());
        }
        shape.append('{');
        for (YamlNode.Entry entry : map.entries()) {
            boolean onPath = depth >= 0 && depth < path.size() && entry.is(path.get(depth));
            if (depth == path.size() && entry.key() instanceof YamlNode.Scalar key && without.contains(key.value())) {
                continue;
            }
            int before = shape.length();
            if (entry.isMerge()) {
                shape.append("<<=");
                if (entry.value() instanceof YamlNode.Alias alias) {
                    shape.append('*').append(alias.name());
                } else {
                    node(entry.value(), -1);
                }
            } else {
                node(entry.key(), -1);
                shape.append('=');
                int value = shape.length();
                node(entry.value(), onPath ? depth + 1 : -1);
                if (onPath
                        && (YamlNode.isNull(entry.value())
                                || shape.substring(value).equals("{}"))) {
                    // An empty map on the path is the same as none.
                    shape.setLength(before);
                    continue;
                }
            }
            shape.append(',');
        }
        shape.append('}');
    }

    private void text(String text) {
        shape.append(text.length()).append(':').append(text);
    }
}
