package dev.costinsights.plugin.bundles.tagging;

import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.ObjectTags;
import dev.costinsights.plugin.bundles.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What has to change in the tags of a target.
 *
 * @param marked keys that stand there as ours
 * @param replaced of the marked, those that get another value
 * @param removed of the marked, those that go
 * @param added new keys
 * @param unmet how the file departs from the context
 * @param remarks what cannot be as the context has it
 */
record TagPlan(
        Set<String> marked,
        Map<String, String> replaced,
        Set<String> removed,
        Map<String, String> added,
        List<String> unmet,
        List<String> remarks) {

    static TagPlan of(Bundle bundle, String target, AttributionScope scope) {
        List<String> remarks = new ArrayList<>();
        Map<String, String> wanted = wanted(scope, remarks::add);
        Set<String> marked = bundle.root()
                .entry("targets")
                .flatMap(in(target))
                .flatMap(in("presets"))
                .flatMap(in("tags"))
                .filter(entry -> entry.value() instanceof YamlNode.Mapping)
                .map(entry -> Marker.keys(bundle.main(), (YamlNode.Mapping) entry.value()))
                .orElse(Set.of());
        Map<String, YamlNode> present = bundle.map("targets", target, "presets", "tags");
        bundle.map("presets", "tags").forEach(present::putIfAbsent);

        Set<String> owned = new LinkedHashSet<>(present.keySet());
        owned.removeAll(marked);
        Room room = new Room(bundle, target, owned);
        Map<String, String> replaced = new LinkedHashMap<>();
        Map<String, String> added = new LinkedHashMap<>();
        Set<String> kept = new LinkedHashSet<>();
        List<String> unmet = new ArrayList<>();
        scope.dialect().write(scope.context()).keySet().stream()
                .filter(key -> !wanted.containsKey(key))
                .forEach(key -> unmet.add(key + " cannot be written"));
        wanted.forEach((key, value) -> {
            String is = present.containsKey(key) ? text(present.get(key)) : null;
            if (is == null) {
                unmet.add(key + " is missing");
            } else if (!is.equals(value)) {
                unmet.add(key + " is '" + is + "' and not '" + value + "'");
            }
            if (owned.contains(key)) {
                if (!value.equals(is)) {
                    remarks.add(key + " stays '" + is + "': the bundle's author has set it");
                }
                return;
            }
            String full = room.take(key);
            if (full != null) {
                remarks.add(
                        key + " is left out: " + full + " would have more than " + ObjectTags.MOST_OF_OBJECT + " tags");
            } else {
                kept.add(key);
                if (is == null) {
                    added.put(key, value);
                } else if (!is.equals(value)) {
                    replaced.put(key, value);
                }
            }
        });
        Set<String> removed = new LinkedHashSet<>(marked);
        removed.retainAll(present.keySet());
        removed.removeAll(kept);
        removed.stream()
                .filter(key -> !wanted.containsKey(key))
                .forEach(key -> unmet.add(key + " is left of an earlier context"));
        return new TagPlan(marked, replaced, removed, added, unmet, remarks);
    }

    /** The context's tags, without what the CLI would take for a reference to a variable. */
    private static Map<String, String> wanted(AttributionScope scope, Consumer<String> remarks) {
        Set<String> ids = Set.of(scope.dialect().opaqueIdKey(), scope.dialect().runKey());
        Map<String, String> tags = new LinkedHashMap<>();
        ObjectTags.of(scope.context(), scope.dialect(), what -> remarks.accept("left out or changed: " + what))
                .forEach((key, value) -> {
                    if (!value.contains("${")) {
                        tags.put(key, value);
                    } else if (ids.contains(key)) {
                        remarks.accept(key + " is left out: ${ refers to a variable in a bundle");
                    } else {
                        remarks.accept(key + " is changed: ${ refers to a variable in a bundle, and became _{");
                        tags.put(key, value.replace("${", "_{"));
                    }
                });
        return tags;
    }

    private static Function<YamlNode.Entry, Optional<YamlNode.Entry>> in(String key) {
        return entry -> entry.value() instanceof YamlNode.Mapping mapping ? mapping.entry(key) : Optional.empty();
    }

    private static String text(YamlNode node) {
        return YamlNode.resolved(node) instanceof YamlNode.Scalar scalar ? scalar.value() : "no text";
    }

    boolean isDone() {
        return replaced.isEmpty() && removed.isEmpty() && added.isEmpty();
    }

    /** Every key of which something changes. */
    Set<String> touched() {
        Set<String> touched = new LinkedHashSet<>(replaced.keySet());
        touched.addAll(removed);
        touched.addAll(added.keySet());
        return touched;
    }
}
