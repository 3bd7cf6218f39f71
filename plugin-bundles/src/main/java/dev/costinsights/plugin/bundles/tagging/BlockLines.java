package dev.costinsights.plugin.bundles.tagging;

import dev.costinsights.plugin.bundles.yaml.YamlNode;
import dev.costinsights.plugin.bundles.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lines of block style: how deep they stand, and where new ones go. */
final class BlockLines {

    private static final int USUAL_UNIT = 2;

    private final YamlText yaml;
    private final boolean atEnd;
    private final int unit;

    BlockLines(YamlText yaml, YamlNode.Mapping root, boolean atEnd) {
        this.yaml = yaml;
        this.atEnd = atEnd;
        this.unit = unit(root);
    }

    /** How much deeper the file's first map within its root stands; that of the targets when there are any. */
    private int unit(YamlNode.Mapping root) {
        List<YamlNode.Entry> entries = new ArrayList<>(root.entries());
        root.entry("targets").ifPresent(targets -> entries.add(0, targets));
        for (YamlNode.Entry entry : entries) {
            if (!root.flow()
                    && entry.value() instanceof YamlNode.Mapping child
                    && !child.flow()
                    && !child.entries().isEmpty()) {
                int deeper = column(child) - column(root);
                if (deeper > 0) {
                    return deeper;
                }
            }
        }
        return USUAL_UNIT;
    }

    private int column(YamlNode.Mapping block) {
        return yaml.column(block.entries().get(0).key().start());
    }

    /** What stands before the keys of a block map. */
    String indent(YamlNode.Mapping block) {
        return " ".repeat(column(block));
    }

    /** What stands before the keys of a map within it. */
    String deeper(YamlNode.Mapping block) {
        return " ".repeat(column(block) + unit);
    }

    /** Keys, each within the one before, and our tags within the last. */
    List<String> nested(List<String> keys, String indent, Map<String, String> tags) {
        List<String> lines = new ArrayList<>();
        String at = indent;
        for (String key : keys) {
            lines.add(at + ScalarText.key(key) + ':');
            at = at + " ".repeat(unit);
        }
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            lines.add(at + ScalarText.key(tag.getKey()) + ": " + ScalarText.value(tag.getValue()) + Marker.OF_LINE);
        }
        return lines;
    }

    /** Adds lines to a block map. */
    Splice into(YamlNode.Mapping block, List<String> lines) {
        if (atEnd) {
            return behind(contentEnd(block), lines);
        }
        int first = block.entries().get(0).key().start();
        String lineBreak = yaml.lineBreak(first);
        String all = String.join(lineBreak, lines);
        return new Splice(first, first, all.stripLeading() + lineBreak + indent(block));
    }

    /** Adds lines behind the line that a place is in. */
    Splice behind(int offset, List<String> lines) {
        String lineBreak = yaml.lineBreak(offset);
        int end = yaml.lineEnd(offset);
        return new Splice(end, end, lineBreak + String.join(lineBreak, lines));
    }

    /** Takes an entry away, with the lines that it stands on. */
    Splice without(YamlNode.Entry entry) {
        int lineStart = yaml.lineStart(entry.key().start());
        return new Splice(
                lineStart == 0 ? 0 : yaml.lineEndBefore(lineStart),
                yaml.lineEnd(entry.value().end()),
                "");
    }

    /** Puts lines in the place of those that an entry stands on. */
    Splice instead(YamlNode.Entry entry, List<String> lines) {
        int start = yaml.lineStart(entry.key().start());
        return new Splice(start, yaml.lineEnd(entry.value().end()), String.join(yaml.lineBreak(start), lines));
    }

    /** A place on the last line of a node: what a block scalar keeps of empty lines belongs to it. */
    private int contentEnd(YamlNode node) {
        YamlNode last = node;
        while (true) {
            if (last instanceof YamlNode.Mapping map
                    && !map.flow()
                    && !map.entries().isEmpty()) {
                last = map.entries().get(map.entries().size() - 1).value();
            } else if (last instanceof YamlNode.Sequence list
                    && !list.flow()
                    && !list.items().isEmpty()) {
                last = list.items().get(list.items().size() - 1);
            } else {
                break;
            }
        }
        boolean block = last instanceof YamlNode.Scalar scalar && scalar.style() == YamlNode.Scalar.Style.BLOCK;
        int start = yaml.lineStart(last.end());
        return block
                        && start > last.start()
                        && yaml.text().substring(start, last.end()).isBlank()
                ? yaml.lineEndBefore(start)
                : last.end();
    }
}
