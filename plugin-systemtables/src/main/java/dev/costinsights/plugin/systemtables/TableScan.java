package dev.costinsights.plugin.systemtables;

import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.FactSink;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
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

    /**
     * @throws CostInsightsException when a file cannot be read; the message names file, row, column and value
     * @throws InterruptedException at the latest a chunk of rows after the interrupt
     */
    void read(List<Path> files, RowReader reader, CollectionRequest request, FactSink facts)
            throws InterruptedException {
        for (FileGroup group : FileGroups.of(database, files, reader.leaves())) {
            try {
                each(reader.query(group, request), row -> reader.read(row, request, facts));
                String summary = reader.summaryQuery(group);
                if (summary != null) {
                    each(summary, row -> reader.summary(row, facts));
                }
            } catch (SQLException | BadValueException e) {
                throw new Diagnosis(settings, group, reader, request).explain(e);
            }
        }
        reader.remark().ifPresent(log::warn);
    }

    private void each(String query, Consumer<Rows> reader) throws SQLException, InterruptedException {
        try (Rows rows = database.stream(query)) {
            while (rows.next()) {
                reader.accept(rows);
            }
        }
    }
}
