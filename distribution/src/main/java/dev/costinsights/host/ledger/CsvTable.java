package dev.costinsights.host.ledger;

import dev.costinsights.host.parquet.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as CSV after RFC 4180, with a header. Unknown is empty. Ids stand as they are, also those that a spreadsheet
 * would take for a formula: programs read this, and an id must stay equal to itself.
 */
final class CsvTable extends TextTable {

    CsvTable(Path file, List<Column> columns) throws IOException {
        super(file, columns);
        line.append(columns.stream().map(Column::name).collect(Collectors.joining(",")))
                .append('\n');
    }

    @Override
    protected void startCell(int index, Column column) {
        if (index > 0) {
            line.append(',');
        }
    }

    @Override
    protected void quoted(String value) {
        if (isPlain(value)) {
            line.append(value);
        } else {
            line.append('"').append(value.replace("\"", "\"\"")).append('"');
        }
    }

    @Override
    protected void missing() {
        // Nothing between the commas.
    }

    @Override
    protected void bare(String value) {
        line.append(value);
    }

    @Override
    protected void decimalMark() {
        // Digits stand for themselves.
    }

    @Override
    protected void closeRow() {
        // A row ends with its last cell.
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return true;
    }
}
