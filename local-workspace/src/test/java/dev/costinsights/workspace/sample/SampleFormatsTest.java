package dev.costinsights.workspace.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.workspace.tables.Column;
import dev.costinsights.workspace.tables.ColumnType;
import dev.costinsights.workspace.tables.SystemTables;
import dev.costinsights.workspace.tables.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFormatsTest {
    @TempDir
    Path folder;

    @Test
    void allFormatsHoldTheSameRows() throws IOException, InterruptedException, SQLException {
        SampleSummary parquet = write(TableFormat.PARQUET);
        for (TableFormat format : List.of(TableFormat.JSONL, TableFormat.CSV)) {
            SampleSummary text = write(format);
            assertEquals(parquet.rows(), text.rows());
            assertEquals(parquet.billed(), text.billed());
            for (String path : parquet.rows().keySet()) {
                assertSameRows(path, format);
            }
        }
    }

    private void assertSameRows(String path, TableFormat format) throws SQLException {
        List<Column> columns = SystemTables.table(path).columns();
        String file = "'" + folder.resolve(path + '.' + format.extension()) + "'";
        String types = columns.stream()
                .map(c -> '"' + c.name() + "\": '" + textType(c, format).replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        String reader = format == TableFormat.JSONL
                ? "read_json(" + file + ", format = 'newline_delimited', columns = " + types
                        + ", maximum_object_size = 4000000)"
                : "read_csv(" + file + ", header = true, columns = " + types
                        + ", quote = '\"', escape = '\"', max_line_size = 4000000, auto_detect = false, allow_quoted_nulls = false)";
        String read = "SELECT " + columns.stream().map(SampleFormatsTest::typed).collect(Collectors.joining(", "))
                + " FROM " + reader;
        long missing =
                new Tables(folder).number("SELECT count(*) FROM (FROM {" + path + "} EXCEPT ALL (" + read + "))");
        assertEquals(0, missing, path + " in " + format);
    }

    private static String textType(Column column, TableFormat format) {
        if (column.type() instanceof ColumnType.Scalar) {
            return column.type().sql();
        }
        return format == TableFormat.JSONL ? "JSON" : "VARCHAR";
    }

    private static String typed(Column column) {
        return column.type() instanceof ColumnType.Scalar
                ? '"' + column.name() + '"'
                : "from_json(\"" + column.name() + "\", '" + column.type().jsonShape() + "')";
    }

    private SampleSummary write(TableFormat format) throws IOException, InterruptedException {
        return SampleWriter.write(
                SampleOptions.builder(folder)
                        .statements(2_000)
                        .days(3)
                        .otherUsage(3_000)
                        .format(format)
                        .build(),
                ProgressListener.NONE);
    }
}
