package dev.costinsights.plugin.systemtables.files;

import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Database;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.duckdb.Settings;
import dev.costinsights.plugin.systemtables.values.BadValueException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the files of a table to their end, and explains what went wrong if it cannot. */
public final class TableScan {

    private static final Logger log = LoggerFactory.getLogger(TableScan.class);

    private final Settings settings;
    private final Database database;

    public TableScan(Settings settings, Database database) {
        this.settings = settings;
        this.database = database;
    }

    /**
     * @throws CostInsightsException when a file cannot be read; the message names file, row, column and value
     * @throws InterruptedException at the latest a chunk of rows after the interrupt
     */
    public void read(List<Path> files, RowReader reader, CollectionRequest request, FactSink facts)
            throws InterruptedException {
        for (FileGroup group : FileGroups.of(database, files, reader.leaves())) {
            try {
                Columns columns = new Columns(group, reader.leaves());
                each(query(reader, columns, request), row -> reader.read(row, request, facts));
                String summary = reader.summaryQuery(columns);
                if (summary != null) {
                    each(summary, row -> reader.summary(row, facts));
                }
            } catch (SQLException | BadValueException e) {
                throw new Diagnosis(settings, group, reader, request).explain(e);
            }
        }
        reader.remark().ifPresent(log::warn);
    }

    private static String query(RowReader reader, Columns columns, CollectionRequest request) {
        return "SELECT " + String.join(", ", reader.select(columns)) + " FROM " + columns.from() + " WHERE "
                + reader.where(columns, request);
    }

    private void each(String query, Consumer<Rows> reader) throws SQLException, InterruptedException {
        try (Rows rows = database.stream(query)) {
            while (rows.next()) {
                reader.accept(rows);
            }
        }
    }
}
