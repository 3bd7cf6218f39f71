package dev.costinsights.plugin.systemtables;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Database;
import dev.costinsights.plugin.systemtables.duckdb.Settings;
import dev.costinsights.plugin.systemtables.files.ExportFolder;
import dev.costinsights.plugin.systemtables.files.TableScan;
import dev.costinsights.plugin.systemtables.prices.PriceFile;
import dev.costinsights.plugin.systemtables.prices.UnusedPrices;
import dev.costinsights.plugin.systemtables.tables.TableReader;
import dev.costinsights.plugin.systemtables.tables.TableReaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Facts from a folder of exported system tables, and from a price file beside it. */
final class SystemTablesSource implements CostSource {

    private static final Logger log = LoggerFactory.getLogger(SystemTablesSource.class);

    private final Settings settings;

    SystemTablesSource(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return SystemTablesPlugin.ID;
    }

    @Override
    public void collect(CollectionRequest request, FactSink facts) throws InterruptedException {
        if (!Files.isDirectory(settings.from())) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "there is no folder " + settings.from() + "; name the folder of the exported system tables");
        }
        ExportFolder folder = new ExportFolder(settings.from());
        if (folder.files(SystemTable.BILLING_USAGE).isEmpty()) {
            throw new CostInsightsException(
                    ErrorCode.INVALID_INPUT,
                    "there is no bill: looked for " + folder.expected(SystemTable.BILLING_USAGE)
                            + "; export system.billing.usage to it");
        }
        if (settings.temp() != null) {
            read(settings, folder, request, facts);
            return;
        }
        Path temp = temporaryFolder();
        try {
            read(settings.withTemp(temp), folder, request, facts);
        } finally {
            remove(temp);
        }
    }

    /** Not a name that another user of the machine could take first. */
    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("cost-insights-");
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    "the system's folder for temporary files cannot be used (" + e.getMessage()
                            + "); set systemtables.temp to another",
                    e);
        }
    }

    /** DuckDB has removed what it had put there. */
    private static void remove(Path temp) {
        try {
            Files.deleteIfExists(temp);
        } catch (IOException e) {
            log.warn("{} stays behind: {}", temp, e.toString());
        }
    }

    private static void read(Settings settings, ExportFolder folder, CollectionRequest request, FactSink facts)
            throws InterruptedException {
        UnusedPrices unused = new UnusedPrices();
        if (settings.prices() != null) {
            unused.of(new PriceFile(settings).read(request, facts));
        }
        try (Database database = Database.open(settings, Database.RowOrder.ANY)) {
            TableScan scan = new TableScan(settings, database);
            for (Supplier<TableReader> made : TableReaders.inOrder(request.sessions(), unused::billed)) {
                TableReader reader = made.get();
                List<Path> files = folder.files(reader.table());
                if (files.isEmpty()) {
                    log.debug("{} is not in {}", reader.table().qualifiedName(), settings.from());
                } else {
                    scan.read(files, reader, request, facts);
                    facts.readable(reader.table());
                }
            }
            // One day's ledger has no use for what another day's has.
            if (request.evidenceEndMicros() == TimeSpan.FOREVER) {
                unused.sentence(settings.prices()).ifPresent(log::warn);
            }
        } catch (SQLException e) {
            throw new CostInsightsException(ErrorCode.INTERNAL, "DuckDB could not be started: " + Database.gist(e), e);
        }
    }
}
