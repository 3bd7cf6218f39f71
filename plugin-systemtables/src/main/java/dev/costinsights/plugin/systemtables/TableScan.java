package dev.costinsights.plugin.systemtables;

import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.FactSink;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the files of a table to their end, and explains what went wrong if it cannot. */
final class TableScan {

    private static final Logger log = LoggerFactory.getLogger(TableScan.class);

    private final Settings settings;
    private final Database database;

    TableScan(Settings settings, Database database) {
        this.settings = settings;
        this.database = database;
    }

    private void readRows(FileGroup group, RowReader reader, CollectionRequest request, FactSink facts)
            throws SQLException, InterruptedException {
        try (Rows rows = database.stream(reader.query(group, request))) {
            while (rows.next()) {
                reader.read(rows, request, facts);
            }
        }
    }

    private void summarize(FileGroup group, RowReader reader, FactSink facts)
            throws SQLException, InterruptedException {
        String query = reader.summaryQuery(group);
        if (query == null) {
            return;
        }
        try (Rows rows = database.stream(query)) {
            while (rows.next()) {
                reader.summary(rows, facts);
            }
        }
    }

    /**
     * @throws CostInsightsException when a file cannot be read; the message names file, row, column and value
     * @throws InterruptedException at the latest a chunk of rows after the interrupt
     */
    void read(List<Path> files, RowReader reader, CollectionRequest request, FactSink facts)
            throws InterruptedException {
        for (FileGroup group : FileGroups.of(database, files, reader.leaves())) {
            try {
                readRows(group, reader, request, facts);
                summarize(group, reader, facts);
            } catch (SQLException | BadValueException e) {
                throw new Diagnosis(settings, group, reader, request).explain(e);
            }
        }
        reader.remark().ifPresent(log::warn);
    }
}
