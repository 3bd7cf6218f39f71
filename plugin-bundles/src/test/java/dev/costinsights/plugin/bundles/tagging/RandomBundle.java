package dev.costinsights.plugin.bundles.tagging;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.TagDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A bundle's file as somebody could have laid it out, and what should come of it. */
final class RandomBundle {

    private static final List<String> VALUES = List.of(
            "plain",
            "'single ''quoted'''",
            "\"double \\\" # no comment\"",
            "12",
            "yes",
            "[a, {b: c}]",
            "{d: 'e'}",
            "not:a-key",
            "\u00fc\ud83d\ude00",
            "https://x.example.com/#frag",
            "~");
    private static final List<String> BLOCKS =
            List.of("|\n%s  two\n%s  lines", ">-\n%s  folded\n\n%s  text", "|+\n%s  kept\n\n");

    private final SplittableRandom random;
    private final String lineBreak;
    private final String unit;
    private final StringBuilder text = new StringBuilder();
    private final List<String> untouched = new ArrayList<>();
    private final Map<String, Object> own = new TreeMap<>();
    private final String target;
    private final AttributionContext context;
    /** How deep the path is written in block style, 0 to 4: targets, target, presets, tags. */
    private final int blockLevels;
    /** How much of the path is there at all. */
    private final int levels;

    private int siblings;

    RandomBundle(SplittableRandom random) {
        this.random = random;
        this.lineBreak = one(List.of("\n", "\n", "\n", "\r\n"));
        this.unit = " ".repeat(1 + random.nextInt(4));
        this.target = one(List.of("prod", "dev", "\u00fcber"));
        this.levels = random.nextInt(5);
        this.blockLevels = random.nextInt(5);
        this.context = anyContext();
        write();
    }

    private AttributionContext anyContext() {
        AttributionContext.Builder builder =
                AttributionContext.builder().orchestrator("dagster").run("run-" + random.nextInt(10));
        if (random.nextBoolean()) {
            builder.opaqueId("id " + random.nextInt(100));
        }
        if (random.nextBoolean()) {
            builder.job(one(List.of("nightly", "a: b # c", "\"quoted\\", "no", "12", "caf\u00e9")));
        }
        return builder.build();
    }

    String text() {
        return text.toString();
    }

    String target() {
        return target;
    }

    AttributionContext context() {
        return context;
    }

    /** Lines that are no part of the path. */
    List<String> untouchedLines() {
        return untouched;
    }

    Map<String, Object> tagsAfter(AttributionContext of) {
        Map<String, Object> tags = new TreeMap<>(TagDialect.DAGSTER.write(of));
        tags.keySet().removeIf(key -> key.startsWith("cost_insights"));
        tags.putAll(own);
        return tags;
    }

    private void write() {
        if (random.nextInt(5) == 0) {
            line("---");
        }
        line("bundle:" + comment());
        line(unit + "name: x" + comment());
        siblings("", random.nextInt(3));
        if (levels > 0 || target.equals("default")) {
            level(0, "", List.of("targets", target, "presets", "tags"));
        } else {
            line("targets: {" + target + ": {default: true}}", false);
        }
        if (random.nextBoolean()) {
            siblings("", 1 + random.nextInt(2));
        }
        if (random.nextInt(6) == 0) {
            line("---");
            line("targets: {" + target + ": {presets: {}}}");
        }
        if (random.nextInt(4) == 0 && !text.toString().endsWith("|+" + lineBreak)) {
            // No line break at the end.
            String last = untouched.isEmpty() ? "" : untouched.get(untouched.size() - 1);
            if (!last.isBlank() && text.toString().endsWith(last)) {
                text.setLength(text.length() - lineBreak.length());
                untouched.remove(untouched.size() - 1);
            }
        }
    }

    /** Writes a key of the path and what is in it. */
    private void level(int depth, String indent, List<String> path) {
        String key = indent + path.get(depth) + ":";
        int deepest = Math.max(2, levels);
        if ((depth >= blockLevels && depth > 0) || (depth + 1 >= deepest && random.nextInt(3) == 0)) {
            line(key + " " + braces(depth, path, deepest) + comment(), false);
            return;
        }
        if (depth + 1 >= deepest && depth < 3) {
            line(key + one(List.of("", " ~", " {}", " null", " ")) + comment(), false);
            noise(indent + unit);
            return;
        }
        line(key + comment(), false);
        noise(indent + unit);
        String deeper = indent + unit;
        int before = random.nextInt(3);
        if (depth == 3) {
            ownTag(deeper);
        }
        siblings(deeper, depth == 3 ? 1 + before : before);
        if (depth < 3) {
            level(depth + 1, deeper, path);
            siblings(deeper, random.nextInt(2));
        }
    }

    private String braces(int depth, List<String> path, int deepest) {
        StringBuilder braces = new StringBuilder("{");
        if (random.nextBoolean()) {
            braces.append("k").append(random.nextInt(100)).append(": '#', ");
        }
        if (depth + 1 < deepest && depth < 3) {
            braces.append(path.get(depth + 1)).append(": ").append(braces(depth + 1, path, deepest));
        } else {
            braces.append("z: \"y\"");
        }
        return braces.append(one(List.of("", " ", ","))).append('}').toString();
    }

    private void ownTag(String indent) {
        if (random.nextInt(3) == 0) {
            own.put("dagster_run_id", "the author's");
            line(indent + "dagster_run_id: \"the author's\"" + comment());
        }
    }

    private void siblings(String indent, int count) {
        for (int i = 0; i < count; i++) {
            noise(indent);
            String key = indent + "s" + ++siblings + ":";
            switch (random.nextInt(4)) {
                case 0 -> {
                    String block = one(BLOCKS).replace("%s", indent).replace("\n", lineBreak);
                    for (String part : (key + ' ' + block).split("\r?\n", -1)) {
                        line(part);
                    }
                }
                case 1 -> {
                    line(key + comment());
                    line(indent + "- a" + comment());
                    line(indent + "- b: " + one(VALUES) + comment());
                    line(indent + "  c: d");
                }
                default -> line(key + ' ' + one(VALUES) + comment());
            }
        }
    }

    private void noise(String indent) {
        switch (random.nextInt(5)) {
            case 0 -> line(indent + "# a remark: {not, yaml");
            case 1 -> line("");
            case 2 -> line("# at the margin");
            default -> {}
        }
    }

    private String comment() {
        return random.nextInt(4) == 0 ? "   # why: 'so'" : random.nextInt(8) == 0 ? "  " : "";
    }

    private void line(String line) {
        line(line, true);
    }

    private void line(String line, boolean isUntouched) {
        text.append(line).append(lineBreak);
        if (isUntouched) {
            untouched.add(line + lineBreak);
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
