package dev.costinsights.host.run;

import dev.costinsights.core.attribution.IdlePolicy;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.LiveSource;
import dev.costinsights.core.spi.RecordingSource;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.files.Sha256;
import dev.costinsights.host.plugin.InstalledPlugin;
import dev.costinsights.host.version.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What decides the ledger of a kept day beside its facts. */
final class DayOptions {

    private static final String TABLES = "systemtables.";

    /** Where, and with how much of the machine, the plugin reads that the facts come through. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of(TABLES + "from", TABLES + "temp", TABLES + "memory_limit", TABLES + "threads");

    private static final String CONNECTION = TABLES + "databricks.";

    private DayOptions() {}

    /** On whom idle cost is laid. */
    static IdlePolicy idle(Settings settings) {
        return settings.choice(IdlePolicy.class, HostKeys.ATTRIBUTION_IDLE, IdlePolicy.SHOW);
    }

    /**
     * Whether what a source brings follows from its settings, so that a day can be computed again later: not what a service
     * says now, nor what was recorded until now.
     */
    static boolean isRepeatable(CostSource source) {
        return !(source instanceof LiveSource || source instanceof RecordingSource);
    }

    /**
     * A hash of all of it: this program, the engine's options, and of each plugin, whichever of them contributes, its version and
     * its settings. Where a setting names a file, what is in it counts, too.
     *
     * @throws CostInsightsException when a file that a setting names cannot be read
     */
    static String hash(Settings settings, List<InstalledPlugin> plugins) {
        Sha256 hash = new Sha256()
                .add(Version.name())
                .add(idle(settings).name())
                .add(settings.currency().orElse(""));
        for (InstalledPlugin plugin : plugins) {
            Map<String, String> section = settings.section(plugin.id());
            section.keySet().removeIf(key -> WITHOUT_EFFECT.contains(key) || key.startsWith(CONNECTION));
            hash.add(plugin.id()).add(plugin.version()).add(section.size());
            section.forEach((key, value) -> hash.add(key).add(value).add(content(settings, key, value)));
        }
        return hash.hex();
    }

    /** Empty where the setting names no file. */
    private static String content(Settings settings, String key, String value) {
        try {
            Path file = Path.of(value);
            return Files.isRegularFile(file) ? Sha256.of(file) : "";
        } catch (InvalidPathException e) {
            return "";
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    settings.origin(key) + " " + key + ": the file " + value + " cannot be read: " + e.getMessage(),
                    e);
        }
    }
}
