package dev.costinsights.plugin.bundles.tagging;

import dev.costinsights.core.context.ObjectTags;
import dev.costinsights.plugin.bundles.yaml.YamlNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many tags there may still be. Presets become tags of every job and pipeline beside its own, and one with more than
 * 25 would not deploy.
 */
final class Room {

    /** By what they are tags of. */
    private final Map<String, Set<String>> taken = new LinkedHashMap<>();

    Room(Bundle bundle, String target, Set<String> presets) {
        Set<String> everywhere = new HashSet<>(presets);
        boolean development = bundle.map("targets", target).get("mode") instanceof YamlNode.Scalar mode
                && mode.value().equals("development");
        if (development) {
            // The CLI adds this one by itself.
            everywhere.add("dev");
        }
        taken.put("target " + target, everywhere);
        for (String kind : List.of("jobs", "pipelines")) {
            add(bundle, kind, everywhere, "resources", kind);
            add(bundle, kind, everywhere, "targets", target, "resources", kind);
        }
    }

    private void add(Bundle bundle, String kind, Set<String> everywhere, String... path) {
        for (String name : bundle.map(path).keySet()) {
            String[] tags = new String[path.length + 2];
            System.arraycopy(path, 0, tags, 0, path.length);
            tags[path.length] = name;
            tags[path.length + 1] = "tags";
            taken.computeIfAbsent(kind.substring(0, kind.length() - 1) + ' ' + name, of -> new HashSet<>(everywhere))
                    .addAll(bundle.map(tags).keySet());
        }
    }

    /** Takes room for a key. Null when there was some, else whose tags are too many. */
    String take(String key) {
        for (Map.Entry<String, Set<String>> one : taken.entrySet()) {
            if (!one.getValue().contains(key) && one.getValue().size() >= ObjectTags.MOST_OF_OBJECT) {
                return one.getKey();
            }
        }
        taken.values().forEach(keys -> keys.add(key));
        return null;
    }
}
