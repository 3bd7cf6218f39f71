package dev.costinsights.plugin.systemtables;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.PluginContext;
import dev.costinsights.plugin.systemtables.duckdb.Settings;
import dev.costinsights.plugin.systemtables.jdbc.ReadSettings;
import dev.costinsights.plugin.systemtables.jdbc.WarehouseTables;
import dev.costinsights.plugin.systemtables.prices.PriceFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads system tables: exported ones as facts, and those of a workspace as they are.
 *
 * <p>Settings, all in the section {@code systemtables}; those of a workspace are in docs/backfill.md:
 *
 * <ul>
 *   <li>{@code from}: the folder of the export, {@code <schema>/<table>} as files or folders of files. Without it there
 *       are no facts from files.
 *   <li>{@code prices}: a file of contract prices and discounts, see {@link PriceFile}.
 *   <li>{@code memory_limit}: what DuckDB may use, {@code 1GB} by default; beyond it, it spills.
 *   <li>{@code threads}: of DuckDB, as many as the machine has processors by default.
 *   <li>{@code temp}: where DuckDB spills to; by default a folder of its own, which is removed afterwards.
 * </ul>
 */
public final class SystemTablesPlugin implements CostInsightsPlugin {

    static final String ID = "systemtables";

    private static final String SIZE = "[0-9]{1,6}(\\.[0-9]{1,3})? ?(KB|MB|GB|TB|KiB|MiB|GiB|TiB)";

    /** Does nothing, as the SPI asks for. */
    public SystemTablesPlugin() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void install(PluginContext context) {
        Config config = context.config();
        Optional<Path> from = path(config, "from");
        Optional<Path> prices = path(config, "prices");
        String memoryLimit = config.string("memory_limit").orElse("1GB");
        if (!memoryLimit.matches(SIZE)) {
            throw wrong("memory_limit", memoryLimit, "a size such as 1GB");
        }
        long threads = config.integer("threads", Runtime.getRuntime().availableProcessors(), 1, 1024);
        Optional<Path> temp = path(config, "temp");
        from.ifPresent(folder -> context.register(new SystemTablesSource(
                new Settings(folder, prices.orElse(null), memoryLimit, Math.toIntExact(threads), temp.orElse(null)))));
        ReadSettings reading = ReadSettings.of(config);
        if (!reading.workspaces().isEmpty()) {
            WarehouseTables tables = new WarehouseTables(ID, reading, context.clock());
            context.register(tables);
            context.closeOnShutdown(tables);
        }
    }

    private static Optional<Path> path(Config config, String key) {
        return config.string(key).map(text -> {
            try {
                return Path.of(text).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw wrong(key, text, "the path of a file or folder");
            }
        });
    }

    private static CostInsightsException wrong(String key, String value, String wanted) {
        return new CostInsightsException(
                ErrorCode.CONFIGURATION, "setting " + ID + '.' + key + " is '" + value + "'; it must be " + wanted);
    }
}
