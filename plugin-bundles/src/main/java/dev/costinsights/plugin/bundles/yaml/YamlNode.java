package dev.costinsights.plugin.bundles.yaml;

import java.util.List;
import java.util.Optional;

/** A node and where it stands: offsets into the text, the end exclusive. An anchor or a tag before it belongs to it. */
public sealed interface YamlNode {

    int start();

    /** Of a block collection, the end of its last entry. */
    int end();

    /** The name after {@code &}, or null. */
    String anchor();

    /** @param style {@code PLAIN}, {@code QUOTED} or {@code BLOCK} */
    record Scalar(int start, int end, String anchor, String tag, Style style, String value) implements YamlNode {

        /** How a scalar is written. */
        public enum Style {
            PLAIN,
            QUOTED,
            BLOCK
        }

        /** Nothing, {@code ~} or {@code null}. */
        public boolean isNull() {
            return style == Style.PLAIN && tag == null && value.matches("|~|null|Null|NULL");
        }
    }

    /** @param flow written with braces */
    record Mapping(int start, int end, String anchor, String tag, boolean flow, List<Entry> entries)
            implements YamlNode {

        /** The mapping's own entry, not one that is merged into it; of several, the first. */
        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.is(key)).findFirst();
        }
    }

    record Sequence(int start, int end, String anchor, String tag, boolean flow, List<YamlNode> items)
            implements YamlNode {}

    /** @param of null when there is no such anchor before it */
    record Alias(int start, int end, String name, YamlNode of) implements YamlNode {
        @Override
        public String anchor() {
            return null;
        }
    }

    /** A key and its value. */
    record Entry(YamlNode key, YamlNode value) {

        public boolean is(String name) {
            return key instanceof Scalar scalar && scalar.value().equals(name);
        }

        public boolean isMerge() {
            return key instanceof Scalar scalar
                    && scalar.style() == Scalar.Style.PLAIN
                    && scalar.value().equals("<<");
        }
    }

    /** Whether it stands for nothing. */
    static boolean isNull(YamlNode node) {
        return node instanceof Scalar scalar && scalar.isNull();
    }

    /** The node itself, or what an alias stands for. */
    static YamlNode resolved(YamlNode node) {
        return node instanceof Alias alias && alias.of() != null ? alias.of() : node;
    }
}
