package dev.costinsights.plugin.bundles.yaml;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A text of YAML with its documents. Immutable. */
public final class YamlText {

    private final String file;
    private final String text;
    private final List<YamlNode> documents;
    private final Set<YamlNode> aliased;

    YamlText(String file, String text, List<YamlNode> documents, Set<YamlNode> aliased) {
        this.file = file;
        this.text = text;
        this.documents = List.copyOf(documents);
        this.aliased = aliased;
    }

    /**
     * @param file its name, for messages
     * @throws YamlProblem when it is no YAML, with the place
     */
    public static YamlText parse(String file, String text) {
        return new YamlReader(file, text).read();
    }

    public String file() {
        return file;
    }

    public String text() {
        return text;
    }

    /** The root of each document; none in a file without content. */
    public List<YamlNode> documents() {
        return documents;
    }

    /** Whether an alias somewhere stands for exactly this node. */
    public boolean isAliased(YamlNode node) {
        return aliased.contains(node);
    }

    /** A problem at a place. */
    public YamlProblem problem(int offset, String what) {
        int start = lineStart(offset);
        int line = 1;
        for (int at = 0; at < start; at++) {
            char c = text.charAt(at);
            if (c == '\n' || (c == '\r' && (at + 1 >= text.length() || text.charAt(at + 1) != '\n'))) {
                line++;
            }
        }
        return new YamlProblem(file, line, text.codePointCount(start, offset) + 1, what);
    }

    /** Where the line begins that a place is in. */
    public int lineStart(int offset) {
        int at = offset;
        while (at > 0 && !isBreak(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** Where the line ends that a place is in, before its line break. */
    public int lineEnd(int offset) {
        int at = offset;
        while (at < text.length() && !isBreak(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Where the line before ends, before its line break; the place itself must be the start of a line, not the first. */
    public int lineEndBefore(int lineStart) {
        int at = lineStart - 1;
        return at > 0 && text.charAt(at) == '\n' && text.charAt(at - 1) == '\r' ? at - 1 : at;
    }

    /** How many characters stand before a place on its line. */
    public int column(int offset) {
        return offset - lineStart(offset);
    }

    /** The line break that the lines around a place end with; that of the file's first line where there is none. */
    public String lineBreak(int offset) {
        int end = lineEnd(offset);
        if (end >= text.length()) {
            int start = lineStart(offset);
            end = start > 0 ? lineEndBefore(start) : lineEnd(0);
        }
        if (end >= text.length()) {
            return "\n";
        }
        return text.startsWith("\r\n", end) ? "\r\n" : text.substring(end, end + 1);
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    /** The keys of a mapping with their values, those that are merged into it too; its own come first. */
    public static void effective(YamlNode node, Map<String, YamlNode> into) {
        effective(node, into, 0);
    }

    private static void effective(YamlNode node, Map<String, YamlNode> into, int depth) {
        if (depth > 50 || !(YamlNode.resolved(node) instanceof YamlNode.Mapping mapping)) {
            return;
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!entry.isMerge() && entry.key() instanceof YamlNode.Scalar key) {
                into.putIfAbsent(key.value(), entry.value());
            }
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            if (entry.isMerge() && YamlNode.resolved(entry.value()) instanceof YamlNode.Sequence several) {
                several.items().forEach(item -> effective(item, into, depth + 1));
            } else if (entry.isMerge()) {
                effective(entry.value(), into, depth + 1);
            }
        }
    }
}
