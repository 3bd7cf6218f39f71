package dev.costinsights.host.ledger;

import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.parquet.Column;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code ledger.<format>} and {@code reconciliation.<format>}: rows go to the disk while they arrive, and both files
 * appear together when the run has proved that they equal the bill. The same rows give the same bytes.
 *
 * <p>One thread. Closed without {@link #publish}, it leaves the folder as it was.
 */
public final class LedgerFiles implements LedgerSink, AutoCloseable {

    private final Path folder;
    private final LedgerFormat format;
    private final StagingFolder staging;
    private final TableWriter rows;
    private final LedgerTable table;

    private LedgerFiles(Path folder, LedgerFormat format, StagingFolder staging) throws IOException {
        this.folder = folder;
        this.format = format;
        this.staging = staging;
        this.rows = open("ledger", LedgerTable.COLUMNS);
        this.table = new LedgerTable(rows);
    }

    /**
     * Starts a ledger that is to appear in a folder.
     *
     * @throws CostInsightsException when nothing can be written there
     */
    public static LedgerFiles in(Path folder, LedgerFormat format) {
        StagingFolder staging = null;
        try {
            staging = StagingFolder.beside(folder);
            return new LedgerFiles(folder, format, staging);
        } catch (NotDirectoryException | FileAlreadyExistsException e) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "cannot write to " + folder + ": " + e.getMessage() + " is not a folder; name another one",
                    e);
        } catch (IOException e) {
            if (staging != null) {
                staging.close();
            }
            throw unwritable(folder, e);
        }
    }

    @Override
    public void row(LedgerRow row) {
        try {
            table.write(row);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /**
     * Completes both files and moves them into place.
     *
     * @return the files, in order of their names
     * @throws CostInsightsException when that fails; what stood there before stands there again
     */
    public List<Path> publish(AttributionResult result) {
        try {
            rows.finish();
            try (TableWriter reconciliation = open("reconciliation", ReconciliationTable.COLUMNS)) {
                ReconciliationTable.write(result.reconciliation(), reconciliation);
                reconciliation.finish();
            }
            return staging.publish();
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            // What it wanted to write is thrown away in the next line, or was published already.
        }
        staging.close();
    }

    private TableWriter open(String name, List<Column> columns) throws IOException {
        Path file = staging.file(name + "." + format.extension());
        return switch (format) {
            case PARQUET -> new ParquetTable(file, columns);
            case CSV -> new CsvTable(file, columns);
            case JSONL -> new JsonLinesTable(file, columns);
        };
    }

    private static CostInsightsException unwritable(Path folder, IOException cause) {
        String reason = cause instanceof FileSystemException files && files.getReason() == null
                ? cause.getClass().getSimpleName().replace("Exception", "") + ": " + cause.getMessage()
                : cause.getMessage();
        return new CostInsightsException(
                ErrorCode.UNAVAILABLE,
                "cannot write the ledger to " + folder + ": " + reason + "; nothing was changed there",
                cause);
    }
}
