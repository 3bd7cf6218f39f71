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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Runs of all lengths, with and without nulls between: what is run-length encoded and what is packed by eights. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 40, 5_000})
    void runs_of_any_length_come_back(int longest) throws IOException, SQLException {
        Random random = new Random(longest);
        Path file = folder.resolve("runs.parquet");
        List<String> expected = new ArrayList<>();
        try (ParquetRows rows = new ParquetRows(
                file, List.of(new Column("number", ColumnType.BIGINT), new Column("flag", ColumnType.FLAG)), 10_007)) {
            while (expected.size() < 30_000) {
                boolean isNull = random.nextInt(3) == 0;
                long number = random.nextInt(1 << random.nextInt(20));
                for (int left = 1 + random.nextInt(longest); left > 0; left--) {
                    if (isNull) {
                        rows.numberNull();
                        rows.flagNull();
                    } else {
                        rows.number(number);
                        rows.flag(number % 2 == 0);
                    }
                    rows.endRow();
                    expected.add(isNull ? "null|null" : number + "|" + (number % 2 == 0));
                }
            }
            rows.finish();
        }

        assertEquals(
                expected,
                read(file, "concat(coalesce(number::VARCHAR, 'null'), '|', coalesce(flag::VARCHAR, 'null'))"));
    }

    /** Some objects come again and again, some for a few rows and never again, more of them than are remembered. */
    @ParameterizedTest
    @ValueSource(ints = {3, 2_000, 50_000})
    void columns_of_one_object_say_of_each_row_what_its_object_says(int objects) throws IOException, SQLException {
        record Shared(String name, long number, String kind) {}

        Random random = new Random(objects);
        List<Shared> all = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            all.add(new Shared(i % 5 == 0 ? null : "n" + i, i * 1_000L, "kind" + i % 3));
        }
        Path file = folder.resolve("shared.parquet");
        List<String> expected = new ArrayList<>();
        try (ParquetRows rows = new ParquetRows(
                file,
                List.of(
                        new Column("name", ColumnType.TEXT, "shared"),
                        new Column("number", ColumnType.TIMESTAMP, "shared"),
                        new Column("kind", ColumnType.TEXT, "shared")),
                20_011)) {
            while (expected.size() < 100_000) {
                Shared shared = all.get(random.nextInt(objects));
                for (int left = 1 + random.nextInt(4); left > 0; left--) {
                    rows.shared(shared, (value, cells) -> {
                        cells.text(value.name());
                        cells.number(value.number());
                        cells.text(value.kind());
                    });
                    rows.endRow();
                    expected.add(shared.name() + "|" + shared.number() + "|" + shared.kind());
                }
            }
            rows.finish();
        }

        assertEquals(expected, read(file, "concat(coalesce(name, 'null'), '|', epoch_us(number), '|', kind)"));
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
