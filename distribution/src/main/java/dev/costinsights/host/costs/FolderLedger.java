package dev.costinsights.host.costs;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder that {@code attribute} or {@code ledger} wrote. */
public final class FolderLedger implements Ledger {

    private static final String FILE = "ledger.parquet";

    private final Path file;

    private FolderLedger(Path file) {
        this.file = file;
    }

    /** @throws CostInsightsException when there is no ledger in Parquet in it */
    public static FolderLedger in(Path folder) {
        Path file = folder.toAbsolutePath().normalize().resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "there is no " + FILE + " in " + folder
                            + "; name a folder that attribute or ledger wrote with --format parquet");
        }
        return new FolderLedger(file);
    }

    @Override
    public Optional<Days> days() {
        return LedgerDatabase.with(List.of(file), temporary(), ledger -> ledger
                .list(
                        "SELECT min(usage_date), max(usage_date) FROM ledger HAVING count(*) > 0",
                        row -> new Days(
                                row.getDate(1).toLocalDate(),
                                row.getDate(2).toLocalDate().plusDays(1)))
                .stream()
                .findFirst());
    }

    @Override
    public List<Path> files(Days days) {
        return List.of(file);
    }

    @Override
    public Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }
}
