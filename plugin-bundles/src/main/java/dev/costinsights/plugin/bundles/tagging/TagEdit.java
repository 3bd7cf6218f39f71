package dev.costinsights.plugin.bundles.tagging;

import dev.costinsights.plugin.bundles.yaml.YamlNode;
import dev.costinsights.plugin.bundles.yaml.YamlProblem;
import dev.costinsights.plugin.bundles.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries a plan out in the text, where its nodes stand. Used once.
 *
 * <p>It does what is right for files as people write them. That nothing else has changed is for the caller to look at.
 */
final class TagEdit {

    private final YamlText yaml;
    private final List<String> path;
    private final TagPlan plan;
    private final Placement placement;
    private final BlockLines lines;
    private final List<Splice> splices = new ArrayList<>();

    /**
     * @param atEnd new lines come behind those that are there; else before the first of them
     * @param signed tags in braces get a comment that says which of them are ours
     */
    record Placement(boolean atEnd, boolean signed) {}

    TagEdit(Bundle bundle, String target, TagPlan plan, Placement placement) {
        this.yaml = bundle.main();
        this.path = List.of("targets", target, "presets", "tags");
        this.plan = plan;
        this.placement = placement;
        this.lines = new BlockLines(yaml, bundle.root(), placement.atEnd());
    }

    /** @throws YamlProblem when the tags cannot be written without changing something else */
    String apply(YamlNode.Mapping root) {
        YamlNode.Mapping at = root;
        for (int depth = 0; depth < path.size(); depth++) {
            String key = path.get(depth);
            refuseTwice(at, key);
            YamlNode.Entry entry = at.entry(key).orElse(null);
            if (entry == null) {
                refuseInherited(at, key);
                add(at, depth);
                return Splice.apply(yaml.text(), splices);
            }
            YamlNode value = entry.value();
            boolean isEmpty = value instanceof YamlNode.Mapping none
                    && none.entries().isEmpty()
                    && none.anchor() == null
                    && none.tag() == null
                    && !at.flow();
            if (value instanceof YamlNode.Alias || YamlNode.isNull(value) || isEmpty) {
                fill(at, entry, depth);
                return Splice.apply(yaml.text(), splices);
            }
            if (!(value instanceof YamlNode.Mapping next)) {
                throw yaml.problem(value.start(), place(depth) + " must be a map of keys and values to be added to");
            }
            if (yaml.isAliased(next)) {
                throw yaml.problem(
                        next.start(),
                        place(depth) + " is used elsewhere too, through its anchor &" + next.anchor()
                                + "; write it out in the target");
            }
            at = next;
        }
        change(at);
        return Splice.apply(yaml.text(), splices);
    }

    private String place(int depth) {
        return String.join(".", path.subList(0, depth + 1));
    }

    private void refuseTwice(YamlNode.Mapping at, String key) {
        List<YamlNode.Entry> same =
                at.entries().stream().filter(entry -> entry.is(key)).toList();
        if (same.size() > 1) {
            throw yaml.problem(same.get(1).key().start(), "the key '" + key + "' stands here for the second time");
        }
    }

    /** What is merged in as a whole would be lost beside a key of the same name. */
    private void refuseInherited(YamlNode.Mapping at, String key) {
        Map<String, YamlNode> all = new LinkedHashMap<>();
        YamlText.effective(at, all);
        if (all.containsKey(key)) {
            throw yaml.problem(
                    at.start(),
                    "'" + key + "' is merged in here with <<; write it out in the target, so that tags can be added");
        }
    }

    /** Adds the rest of the path to a map that is there. */
    private void add(YamlNode.Mapping at, int depth) {
        if (at.flow()) {
            addInBraces(at, inBraces(depth));
            sign(at.end(), plan.added().keySet());
        } else {
            splices.add(lines.into(at, lines.nested(path.subList(depth, path.size()), lines.indent(at), plan.added())));
        }
    }

    /** Gives a key that has no value, or an alias as its value, the rest of the path as its value. */
    private void fill(YamlNode.Mapping at, YamlNode.Entry entry, int depth) {
        YamlNode value = entry.value();
        YamlNode.Alias alias = value instanceof YamlNode.Alias found ? found : null;
        if (value.anchor() != null) {
            throw yaml.problem(value.start(), place(depth) + " is empty under an anchor; write it out in the target");
        }
        if (alias != null) {
            refuseUnmergeable(alias, depth);
        }
        List<String> rest = path.subList(depth + 1, path.size());
        if (at.flow()) {
            String merged = alias == null ? "" : "<<: *" + alias.name() + ", ";
            boolean touches = value.start() > 0 && yaml.text().charAt(value.start() - 1) == ':';
            splices.add(new Splice(
                    value.start(), value.end(), (touches ? " {" : "{") + merged + inBraces(depth + 1) + '}'));
            sign(value.end(), plan.added().keySet());
            return;
        }
        int gap = value.start();
        while (gap > 0 && yaml.text().charAt(gap - 1) == ' ') {
            gap--;
        }
        splices.add(new Splice(gap, value.end(), ""));
        String indent = lines.deeper(at);
        List<String> added = new ArrayList<>();
        if (alias != null) {
            added.add(indent + "<<: *" + alias.name());
        }
        added.addAll(lines.nested(rest, indent, plan.added()));
        splices.add(lines.behind(value.end(), added));
    }

    private void refuseUnmergeable(YamlNode.Alias alias, int depth) {
        if (!(alias.of() instanceof YamlNode.Mapping)) {
            throw yaml.problem(alias.start(), place(depth) + " must be a map of keys and values to be added to");
        }
        Map<String, YamlNode> inherited = new LinkedHashMap<>();
        YamlText.effective(alias.of(), inherited);
        if (depth + 1 < path.size() && inherited.containsKey(path.get(depth + 1))) {
            throw yaml.problem(
                    alias.start(),
                    place(depth + 1) + " comes from the anchor &" + alias.name()
                            + "; write it out in the target, so that tags can be added");
        }
    }

    /** Changes the tags that are there. */
    private void change(YamlNode.Mapping tags) {
        for (YamlNode.Entry entry : tags.entries()) {
            if (entry.key() instanceof YamlNode.Scalar key && plan.replaced().containsKey(key.value())) {
                YamlNode value = entry.value();
                String changed = ScalarText.value(plan.replaced().get(key.value()));
                splices.add(
                        new Splice(value.start(), value.end(), value.start() == value.end() ? ' ' + changed : changed));
            }
        }
        if (!tags.flow()) {
            changeLines(tags);
            return;
        }
        removeInBraces(tags);
        if (!plan.added().isEmpty()) {
            addInBraces(tags, inBraces(path.size()));
        }
        Set<String> ours = new LinkedHashSet<>(plan.marked());
        ours.removeAll(plan.removed());
        ours.addAll(plan.added().keySet());
        sign(tags.end(), ours);
    }

    private void changeLines(YamlNode.Mapping tags) {
        List<String> added = lines.nested(List.of(), lines.indent(tags), plan.added());
        YamlNode.Entry first = tags.entries().get(0);
        // Before the first tag is nowhere when that one goes.
        boolean instead = !placement.atEnd() && !added.isEmpty() && isRemoved(first);
        for (YamlNode.Entry entry : tags.entries()) {
            if (isRemoved(entry)) {
                splices.add(instead && entry.equals(first) ? lines.instead(entry, added) : lines.without(entry));
            }
        }
        if (!added.isEmpty() && !instead) {
            splices.add(lines.into(tags, added));
        }
    }

    private boolean isRemoved(YamlNode.Entry entry) {
        return entry.key() instanceof YamlNode.Scalar key && plan.removed().contains(key.value());
    }

    /** The first ones go with the comma behind them, the others with the one before. */
    private void removeInBraces(YamlNode.Mapping tags) {
        List<YamlNode.Entry> entries = tags.entries();
        int first = 0;
        while (first < entries.size() && isRemoved(entries.get(first))) {
            first++;
        }
        if (first == entries.size() && first > 0) {
            splices.add(new Splice(
                    entries.get(0).key().start(), entries.get(first - 1).value().end(), ""));
        } else if (first > 0) {
            splices.add(new Splice(
                    entries.get(0).key().start(), entries.get(first).key().start(), ""));
        }
        for (int i = first + 1; i < entries.size(); i++) {
            if (isRemoved(entries.get(i))) {
                splices.add(new Splice(
                        entries.get(i - 1).value().end(), entries.get(i).value().end(), ""));
            }
        }
    }

    private void addInBraces(YamlNode.Mapping at, String added) {
        List<YamlNode.Entry> entries = at.entries();
        boolean bare = at.entries().stream().allMatch(this::isRemoved);
        int place = entries.isEmpty()
                ? yaml.text().indexOf('{', at.start()) + 1
                : entries.get(entries.size() - 1).value().end();
        splices.add(new Splice(place, place, bare ? added : ", " + added));
    }

    /** The rest of the path as it stands between braces. */
    private String inBraces(int depth) {
        StringBuilder text = new StringBuilder();
        List<String> rest = path.subList(Math.min(depth, path.size()), path.size());
        rest.forEach(key -> text.append(ScalarText.key(key)).append(": {"));
        String[] comma = {""};
        plan.added().forEach((key, value) -> {
            text.append(comma[0]).append(ScalarText.key(key)).append(": ").append(ScalarText.value(value));
            comma[0] = ", ";
        });
        return text.append("}".repeat(rest.size())).toString();
    }

    private void sign(int end, Set<String> ours) {
        if (placement.signed() && (!ours.isEmpty() || !plan.marked().isEmpty())) {
            splices.add(Marker.braces(yaml, end, ours));
        }
    }
}
