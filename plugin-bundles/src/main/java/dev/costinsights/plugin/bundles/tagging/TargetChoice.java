package dev.costinsights.plugin.bundles.tagging;

import dev.costinsights.plugin.bundles.yaml.YamlNode;
import dev.costinsights.plugin.bundles.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which target is meant, by the rules of the Databricks CLI. */
final class TargetChoice {

    /** What the CLI calls the target of a bundle that names none. */
    private static final String ONLY = "default";

    private TargetChoice() {}

    /**
     * @param asked the one that was named, or null for the default
     * @throws YamlProblem with the names that there are
     */
    static String of(Bundle bundle, String asked) {
        Set<String> names = bundle.map("targets").keySet();
        if (asked != null) {
            if (names.contains(asked) || (names.isEmpty() && asked.equals(ONLY))) {
                return asked;
            }
            throw problem(bundle, "there is no target '" + asked + "'; " + choice(names));
        }
        if (names.size() < 2) {
            return names.isEmpty() ? ONLY : names.iterator().next();
        }
        List<String> defaults = new ArrayList<>();
        for (String name : names) {
            if (bundle.map("targets", name).get("default") instanceof YamlNode.Scalar isDefault
                    && isDefault.value().matches("true|True|TRUE")) {
                defaults.add(name);
            }
        }
        if (defaults.size() == 1) {
            return defaults.get(0);
        }
        throw problem(
                bundle,
                defaults.isEmpty()
                        ? "none of the targets has 'default: true'; name one with --target: " + String.join(", ", names)
                        : "several targets have 'default: true'; name one with --target: "
                                + String.join(", ", defaults));
    }

    private static String choice(Set<String> names) {
        return names.isEmpty() ? "the bundle names none" : "there are: " + String.join(", ", names);
    }

    private static YamlProblem problem(Bundle bundle, String what) {
        return bundle.root()
                .entry("targets")
                .map(entry -> bundle.main().problem(entry.key().start(), what))
                .orElseGet(() -> new YamlProblem(bundle.main().file(), 0, 0, what));
    }
}
