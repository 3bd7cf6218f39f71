package dev.costinsights.plugin.bundles.tagging;

import dev.costinsights.plugin.bundles.yaml.YamlNode;
import dev.costinsights.plugin.bundles.yaml.YamlText;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment that tells our tags from the author's, so that only ours follow the context: behind the tag where it has a
 * line of its own, and with the keys behind a map in braces.
 */
final class Marker {

    /** Behind a tag on a line of its own. */
    static final String OF_LINE = " # cost-insights";

    private static final String OF_BRACES = " # cost-insights: ";
    private static final Pattern LINE = Pattern.compile("[ \\t]+# cost-insights[ \\t]*");
    private static final Pattern BRACES = Pattern.compile(" # cost-insights: ([^#]*)$");

    private Marker() {}

    /** The keys of a map of tags that are ours. */
    static Set<String> keys(YamlText yaml, YamlNode.Mapping tags) {
        Set<String> keys = new LinkedHashSet<>();
        if (tags.flow()) {
            Matcher matcher = BRACES.matcher(rest(yaml, tags.end()));
            if (matcher.find()) {
                for (String key : matcher.group(1).split(",", -1)) {
                    keys.add(key.strip());
                }
            }
            return keys;
        }
        for (YamlNode.Entry entry : tags.entries()) {
            if (entry.key() instanceof YamlNode.Scalar key
                    && LINE.matcher(rest(yaml, entry.value().end())).matches()) {
                keys.add(key.value());
            }
        }
        return keys;
    }

    /** What makes the line on which a map in braces ends say which keys are ours; in place of what said so before. */
    static Splice braces(YamlText yaml, int end, Collection<String> keys) {
        String text = keys.isEmpty() ? "" : OF_BRACES + String.join(", ", keys);
        int lineEnd = yaml.lineEnd(end);
        Matcher matcher = BRACES.matcher(rest(yaml, end));
        return new Splice(matcher.find() ? end + matcher.start() : lineEnd, lineEnd, text);
    }

    private static String rest(YamlText yaml, int offset) {
        return yaml.text().substring(offset, yaml.lineEnd(offset));
    }
}
