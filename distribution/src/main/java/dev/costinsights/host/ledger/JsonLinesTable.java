package dev.costinsights.host.ledger;

import dev.costinsights.host.parquet.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A table as one JSON object a line. Every key is there; unknown is null. Decimals are texts with all their digits:
 * most readers, DuckDB among them, take a JSON number for a double and round it.
 */
final class JsonLinesTable extends TextTable {

    private static final String HEX = "0123456789abcdef";

    JsonLinesTable(Path file, List<Column> columns) throws IOException {
        super(file, columns);
    }

    @Override
    protected void startCell(int index, Column column) {
        line.append(index == 0 ? "{\"" : ",\"").append(column.name()).append("\":");
    }

    @Override
    protected void quoted(String value) {
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ') {
                line.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    @Override
    protected void missing() {
        line.append("null");
    }

    @Override
    protected void bare(String value) {
        line.append('"').append(value).append('"');
    }

    @Override
    protected void decimalMark() {
        line.append('"');
    }

    @Override
    protected void closeRow() {
        line.append('}');
    }
}
