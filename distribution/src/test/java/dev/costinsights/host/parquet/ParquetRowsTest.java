package dev.costinsights.host.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {

    @TempDir
    private Path folder;

    @Test
    void decimals_come_back_whatever_they_share_with_their_neighbour() throws IOException, SQLException {
        List<BigInteger> values = new ArrayList<>();
        for (int bit = 0; bit < 125; bit++) {
            BigInteger value = BigInteger.ONE.shiftLeft(bit);
            values.addAll(List.of(value, value.add(BigInteger.ONE), value.negate(), value.negate(), BigInteger.ZERO));
        }
        Path file = folder.resolve("decimals.parquet");
        try (ParquetRows rows = new ParquetRows(file, List.of(new Column("d", ColumnType.decimal(0))))) {
            for (BigInteger value : values) {
                rows.decimal(value.shiftRight(64).longValue(), value.longValue());
                rows.endRow();
            }
            rows.finish();
        }

        List<String> expected = new ArrayList<>();
        values.forEach(value -> expected.add(new BigDecimal(value).toString()));
        assertEquals(expected, read(file, "d"));
    }

    @Test
    void nulls_stay_where_they_are() throws IOException, SQLException {
        Path file = folder.resolve("nulls.parquet");
        List<String> expected = new ArrayList<>();
        try (ParquetRows rows = new ParquetRows(
                file, List.of(new Column("number", ColumnType.BIGINT), new Column("name", ColumnType.TEXT)))) {
            for (int i = 0; i < 1000; i++) {
                if (i % 7 == 0 || i > 900) {
                    rows.numberNull();
                    expected.add("null|null");
                } else {
                    rows.number(i);
                    expected.add(i + "|null");
                }
                rows.text(null);
                rows.endRow();
            }
            rows.finish();
        }

        assertEquals(expected, read(file, "concat(coalesce(number::VARCHAR, 'null'), '|', coalesce(name, 'null'))"));
    }

    private static List<String> read(Path file, String expression) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + expression + " FROM '" + file + "'")) {
            List<String> read = new ArrayList<>();
            while (result.next()) {
                read.add(result.getString(1));
            }
            return read;
        }
    }
}
