package dev.costinsights.plugin.bundles.tagging;

import dev.costinsights.core.spi.BundleFile;
import dev.costinsights.plugin.bundles.yaml.YamlNode;
import dev.costinsights.plugin.bundles.yaml.YamlProblem;
import dev.costinsights.plugin.bundles.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A bundle's file, with the files that it includes. Of a file with several documents the first counts, as it does for
 * the Databricks CLI.
 *
 * @param roots of the file itself and of those that it includes, in that order
 */
record Bundle(YamlText main, YamlNode.Mapping root, List<YamlNode> roots) {

    /** @throws YamlProblem when one of the files cannot be read or is no YAML */
    static Bundle read(BundleFile file) {
        String name = file.path() == null ? "databricks.yml" : file.path().toString();
        return of(YamlText.parse(name, file.text()), file.path());
    }

    private static Bundle of(YamlText main, Path path) {
        if (main.documents().isEmpty() || YamlNode.isNull(main.documents().get(0))) {
            throw main.problem(0, "there is no bundle in it; a bundle begins with 'bundle:' and its 'name:'");
        }
        if (!(main.documents().get(0) instanceof YamlNode.Mapping root)) {
            throw main.problem(main.documents().get(0).start(), "a bundle must be a map of keys and values");
        }
        List<YamlNode> roots = new ArrayList<>(List.of(root));
        Map<String, YamlNode> top = new LinkedHashMap<>();
        YamlText.effective(root, top);
        if (path != null && YamlNode.resolved(top.get("include")) instanceof YamlNode.Sequence patterns) {
            Set<Path> files = new TreeSet<>();
            for (YamlNode pattern : patterns.items()) {
                files.addAll(included(main, path, pattern));
            }
            for (Path file : files) {
                roots.addAll(firstDocument(file));
            }
        }
        return new Bundle(main, root, roots);
    }

    private static List<Path> included(YamlText main, Path path, YamlNode pattern) {
        if (!(YamlNode.resolved(pattern) instanceof YamlNode.Scalar text)) {
            return List.of();
        }
        try {
            Path absolute = path.toAbsolutePath();
            return Includes.matching(absolute.getParent(), text.value()).stream()
                    .filter(file -> !file.equals(absolute))
                    .toList();
        } catch (IOException | InvalidPathException e) {
            throw main.problem(pattern.start(), "the included files cannot be listed: " + e.getMessage());
        }
    }

    private static List<YamlNode> firstDocument(Path file) {
        try {
            List<YamlNode> documents = YamlText.parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8))
                    .documents();
            return documents.isEmpty() ? List.of() : documents.subList(0, 1);
        } catch (IOException e) {
            throw new YamlProblem(file.toString(), 0, 0, "the included file cannot be read: " + e.getMessage());
        }
    }

    /** The same files, the first of them with another text. */
    Bundle withMain(YamlText changed) {
        if (changed.documents().isEmpty() || !(changed.documents().get(0) instanceof YamlNode.Mapping other)) {
            throw changed.problem(0, "the bundle is gone");
        }
        List<YamlNode> others = new ArrayList<>(roots);
        others.set(0, other);
        return new Bundle(changed, other, others);
    }

    /** As the first file that says it has it, variables unresolved; or null. */
    String name() {
        return map("bundle").get("name") instanceof YamlNode.Scalar name ? name.value() : null;
    }

    /** What stands at a path, in each of the files where something does. */
    List<YamlNode> at(String... path) {
        List<YamlNode> found = new ArrayList<>();
        for (YamlNode root : roots) {
            YamlNode node = root;
            for (String key : path) {
                Map<String, YamlNode> children = new LinkedHashMap<>();
                YamlText.effective(node, children);
                node = YamlNode.resolved(children.get(key));
                if (node == null) {
                    break;
                }
            }
            if (node != null) {
                found.add(node);
            }
        }
        return found;
    }

    /** Keys and values at a path, of all files together; the first file that has a key decides. */
    Map<String, YamlNode> map(String... path) {
        Map<String, YamlNode> all = new LinkedHashMap<>();
        at(path).forEach(node -> YamlText.effective(node, all));
        return all;
    }
}
