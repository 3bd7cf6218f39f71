package dev.costinsights.host.config;

import dev.costinsights.core.context.EnvironmentContext;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where settings come from, strongest first: flags (added later), {@code COST_INSIGHTS_<SECTION>_<KEY>}, the file given
 * with {@code --config} or else {@code ./cost-insights.yaml}, the user's file, the system's, the installation's.
 */
public final class SettingsSources {

    /** Name of the settings file in every place. */
    public static final String FILE = "cost-insights.yaml";

    static final String PREFIX = "COST_INSIGHTS_";

    private final Map<String, String> environment;
    private final List<Path> files;
    private final Path chosen;

    private SettingsSources(Map<String, String> environment, List<Path> files, Path chosen) {
        this.environment = environment;
        this.files = files;
        this.chosen = chosen;
    }

    /**
     * @param chosen the file of {@code --config}, or null
     * @param places where settings files may lie
     */
    public static SettingsSources of(Map<String, String> environment, Path chosen, Places places) {
        List<Path> files = new ArrayList<>();
        files.add(chosen != null ? chosen : places.workingFolder().resolve(FILE));
        files.add(places.userConfig().resolve(FILE));
        files.add(Path.of("/etc/cost-insights", FILE));
        places.installation()
                .ifPresent(folder -> files.add(folder.resolve("conf").resolve(FILE)));
        return new SettingsSources(environment, files, chosen);
    }

    /** @throws CostInsightsException naming file and line of every key that is wrong */
    public Settings load() {
        if (chosen != null && !Files.isRegularFile(chosen)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION, "--config " + chosen + ": there is no such file; check the path");
        }
        Map<String, Setting> merged = new TreeMap<>();
        for (int i = files.size() - 1; i >= 0; i--) {
            if (Files.isRegularFile(files.get(i))) {
                merged.putAll(SettingsFile.read(files.get(i)));
            }
        }
        environment.forEach((name, value) -> {
            String key = key(name);
            if (key != null) {
                merged.put(key, new Setting(value, name));
            }
        });
        Settings settings = new Settings(merged);
        settings.check();
        return settings;
    }

    /** {@code COST_INSIGHTS_SYSTEMTABLES_MEMORY_LIMIT} is {@code systemtables.memory_limit}; null for other variables, those of a context among them. */
    private static String key(String variable) {
        if (!variable.startsWith(PREFIX) || EnvironmentContext.isOwn(variable)) {
            return null;
        }
        String rest = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        int end = rest.indexOf('_');
        // Without a section it is one of the launcher's own, such as COST_INSIGHTS_HOME.
        return end <= 0 || end == rest.length() - 1 ? null : rest.substring(0, end) + "." + rest.substring(end + 1);
    }
}
