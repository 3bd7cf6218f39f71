package dev.costinsights.host.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.ReconciliationRow;
import dev.costinsights.core.spi.CostInsightsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files say, read by DuckDB; and when they appear. */
final class LedgerFilesTest {

    private static final AttributionResult RESULT = new AttributionResult(
            List.of(new ReconciliationRow(
                    LocalDate.of(2026, 10, 1),
                    "",
                    "SKU",
                    "DBU",
                    "USD",
                    Int128.of(1),
                    Int128.of(1_500_000_000_000L),
                    Int128.of(1_000_000_000_000L),
                    Int128.ZERO,
                    Int128.of(500_000_000_000L),
                    Int128.ZERO,
                    Int128.ZERO,
                    Int128.ZERO,
                    Int128.ZERO,
                    3,
                    4)),
            3,
            4,
            0,
            0,
            Instant.EPOCH);

    /** As the contract lists them. */
    private static final String COLUMNS =
            "usage_record_id VARCHAR,part INTEGER,usage_date DATE,charge_start TIMESTAMP WITH TIME ZONE,"
                    + "charge_end TIMESTAMP WITH TIME ZONE,account_id VARCHAR,workspace_id VARCHAR,cloud VARCHAR,"
                    + "sku_name VARCHAR,usage_unit VARCHAR,product VARCHAR,record_type VARCHAR,resource_type VARCHAR,"
                    + "resource_id VARCHAR,category VARCHAR,detail VARCHAR,execution_type VARCHAR,execution_id VARCHAR,"
                    + "job_id VARCHAR,job_run_id VARCHAR,task_key VARCHAR,pipeline_id VARCHAR,update_id VARCHAR,"
                    + "notebook_id VARCHAR,bundle VARCHAR,principal VARCHAR,opaque_id VARCHAR,orchestrator VARCHAR,"
                    + "orchestrator_job VARCHAR,orchestrator_run VARCHAR,asset VARCHAR,amount_basis VARCHAR,"
                    + "identity_basis VARCHAR,quantity DECIMAL(38,18),list_cost DECIMAL(38,12),"
                    + "effective_cost DECIMAL(38,12),idle_cost DECIMAL(38,12),currency VARCHAR,price_source VARCHAR,"
                    + "status VARCHAR,flags VARCHAR";

    @TempDir
    private Path work;

    @Test
    void parquetHasTheColumnsOfTheContract() throws SQLException {
        Path out = write(LedgerFormat.PARQUET, "out");
        assertEquals(
                COLUMNS,
                String.join(
                        ",",
                        Duck.rows("SELECT column_name || ' ' || column_type FROM (DESCRIBE FROM '"
                                + out.resolve("ledger.parquet") + "')")));
    }

    @Test
    void everyFormatSaysTheSameOfOddRows() throws SQLException, IOException {
        Path parquet = write(LedgerFormat.PARQUET, "parquet").resolve("ledger.parquet");
        Path csv = write(LedgerFormat.CSV, "csv").resolve("ledger.csv");
        Path jsonl = write(LedgerFormat.JSONL, "jsonl").resolve("ledger.jsonl");
        List<String> read = Duck.rows("FROM '" + parquet + "'");
        assertEquals(
                "rec-1|1|2026-10-01|2026-10-01T00:00Z|2026-10-01T00:59:59.000001Z|acc|wörk,space|AWS|SKU|DBU|SQL|RETRACTION"
                        + "|SERVERLESS|null|ALLOCATED|null|STATEMENT|x-1|17|18|t\t1|p|u|n|b/dev|日本@example.com|=1+1|dagster"
                        + "|nightly\nrun|run|1|a/b,c|ALLOCATED_WORK|EXEC_TAG|1E-18"
                        + "|-10000000000000000000000000.000000000000|-10000000000000000000000000.000000000000|7E-12|USD"
                        + "|CONTRACT|SETTLED|EVENTS_MISSING",
                read.get(0));
        assertTrue(
                read.get(1).endsWith("|AMBIGUOUS_IDENTITY=job%20one|job%25two%7C%07 COUNTED EVENTS_MISSING"),
                read.get(1));
        assertTrue(read.get(2).contains("|IDLE|TAIL|null|null|null|"), read.get(2));
        assertTrue(read.get(2).contains("|-9223372.036854775808|"), read.get(2));
        assertTrue(read.get(3).startsWith("rec \"2\"|1|2026-10-01|"), read.get(3));
        assertTrue(read.get(3).endsWith("|9.223372036854775807|null|null|7E-12|null|NONE|SETTLED|"), read.get(3));
        // To CSV, null and empty are the same.
        assertEquals(
                Duck.rows("SELECT * REPLACE (nullif(flags, '') AS flags) FROM '" + parquet + "'"),
                Duck.rows("FROM read_csv('" + csv + "', columns = " + types() + ", nullstr = '')"));
        assertEquals(read, Duck.rows("FROM read_json('" + jsonl + "', columns = " + types() + ")"));
        assertTrue(Files.readString(csv, StandardCharsets.UTF_8)
                .contains(",0.000000000000000001,-10000000000000000000000000.000000000000,"));
        assertTrue(Files.readString(jsonl, StandardCharsets.UTF_8).contains("\"resource_id\":null,"));
    }

    @Test
    void manyRowsKeepOrderAndValue() throws SQLException, IOException {
        long rows = 300_000;
        Path parquet = work.resolve("parquet");
        Path csv = work.resolve("csv");
        for (Path out : List.of(parquet, csv)) {
            try (LedgerFiles files = LedgerFiles.in(out, out.equals(csv) ? LedgerFormat.CSV : LedgerFormat.PARQUET)) {
                new SyntheticLedger().push(rows, files);
                files.publish(RESULT);
            }
        }
        String ours = "SELECT row_number() OVER () AS n, * REPLACE (nullif(flags, '') AS flags) FROM '"
                + parquet.resolve("ledger.parquet") + "'";
        String theirs = "SELECT row_number() OVER () AS n, * FROM read_csv('" + csv.resolve("ledger.csv")
                + "', columns = " + types() + ", nullstr = '')";
        assertEquals(
                List.of(rows + "|0"),
                Duck.rows("SELECT (SELECT count(*) FROM (" + ours + ")), (SELECT count(*) FROM (" + ours
                        + " EXCEPT ALL " + theirs + "))"));
        Path again = work.resolve("again");
        try (LedgerFiles files = LedgerFiles.in(again, LedgerFormat.PARQUET)) {
            new SyntheticLedger().push(rows, files);
            files.publish(RESULT);
        }
        assertEquals(-1, Files.mismatch(parquet.resolve("ledger.parquet"), again.resolve("ledger.parquet")));
    }

    @Test
    void boundsAreTrue() throws SQLException {
        Path out = work.resolve("bounds");
        try (LedgerFiles files = LedgerFiles.in(out, LedgerFormat.PARQUET)) {
            new SyntheticLedger().push(200_000, files);
            files.publish(RESULT);
        }
        assertEquals(
                Duck.rows("SELECT min(usage_date)::VARCHAR, max(usage_date)::VARCHAR, min(category), max(category), "
                        + "sum((bundle IS NULL)::INT)::BIGINT FROM '" + out.resolve("ledger.parquet") + "'"),
                Duck.rows("SELECT min(stats_min_value) FILTER (path_in_schema = 'usage_date'), "
                        + "max(stats_max_value) FILTER (path_in_schema = 'usage_date'), "
                        + "min(stats_min_value) FILTER (path_in_schema = 'category'), "
                        + "max(stats_max_value) FILTER (path_in_schema = 'category'), "
                        + "sum(stats_null_count) FILTER (path_in_schema = 'bundle')::BIGINT FROM parquet_metadata('"
                        + out.resolve("ledger.parquet") + "')"));
    }

    @Test
    void reconciliationHasTheColumnsOfTheContract() throws SQLException {
        Path out = write(LedgerFormat.PARQUET, "out");
        assertEquals(
                List.of(
                        "2026-10-01|null|SKU|DBU|USD|1E-18|1.500000000000|1.000000000000|0E-12|0.500000000000|0E-12|0E-12"
                                + "|0E-18|0E-12|3|4"),
                Duck.rows(
                        "SELECT usage_date, workspace_id, sku_name, usage_unit, currency, billed_quantity, billed_cost,"
                                + " direct, allocated, idle, overhead, unattributed, unpriced_quantity, difference, usage_records,"
                                + " ledger_rows FROM '" + out.resolve("reconciliation.parquet") + "'"));
    }

    @Test
    void emptyLedgerIsAFileToo() throws SQLException {
        for (LedgerFormat format : LedgerFormat.values()) {
            Path out = work.resolve("empty-" + format);
            try (LedgerFiles files = LedgerFiles.in(out, format)) {
                files.publish(new AttributionResult(List.of(), 0, 0, 0, 0, Instant.EPOCH));
            }
            assertTrue(Files.exists(out.resolve("ledger." + format.extension())));
        }
        assertEquals(
                List.of("0"), Duck.rows("SELECT count(*) FROM '" + work.resolve("empty-PARQUET/ledger.parquet") + "'"));
    }

    @Test
    void unfinishedRunLeavesTheFolderAsItWas() throws IOException {
        Path out = write(LedgerFormat.CSV, "out");
        byte[] before = Files.readAllBytes(out.resolve("ledger.csv"));
        try (LedgerFiles files = LedgerFiles.in(out, LedgerFormat.CSV)) {
            new SyntheticLedger().push(10, files);
        }
        assertArrayEquals(before, Files.readAllBytes(out.resolve("ledger.csv")));
        assertEquals(List.of("out"), names(work));
        assertEquals(List.of("ledger.csv", "reconciliation.csv"), names(out));
    }

    @Test
    void newRunReplacesBothFilesAndNothingElse() throws IOException {
        Path out = write(LedgerFormat.CSV, "out");
        Files.writeString(out.resolve("notes.txt"), "mine");
        byte[] before = Files.readAllBytes(out.resolve("ledger.csv"));
        try (LedgerFiles files = LedgerFiles.in(out, LedgerFormat.CSV)) {
            files.publish(RESULT);
        }
        assertFalse(Arrays.equals(before, Files.readAllBytes(out.resolve("ledger.csv"))));
        assertEquals(List.of("ledger.csv", "notes.txt", "reconciliation.csv"), names(out));
        assertEquals(List.of("out"), names(work));
    }

    @Test
    void failedMoveBringsBackWhatWasThere() throws IOException {
        Path out = write(LedgerFormat.CSV, "out");
        byte[] before = Files.readAllBytes(out.resolve("ledger.csv"));
        try (StagingFolder staging = StagingFolder.beside(out)) {
            Files.writeString(staging.file("ledger.csv"), "new");
            // The move that keeps the old one aside finds its place taken, after the first file is in place already.
            Files.createDirectories(staging.file("reconciliation.csv"));
            Files.delete(out.resolve("reconciliation.csv"));
            Files.createDirectories(out.resolve("reconciliation.csv/in-the-way"));
            Files.writeString(staging.file("former"), "");
            assertThrows(IOException.class, staging::publish);
        }
        assertArrayEquals(before, Files.readAllBytes(out.resolve("ledger.csv")));
        assertEquals(List.of("out"), names(work));
    }

    @Test
    void fileInPlaceOfTheFolderIsRefused() throws IOException {
        Path out = Files.writeString(work.resolve("file"), "");
        CostInsightsException thrown =
                assertThrows(CostInsightsException.class, () -> LedgerFiles.in(out, LedgerFormat.CSV));
        assertTrue(thrown.getMessage().contains("is not a folder"), thrown::getMessage);
    }

    private Path write(LedgerFormat format, String name) {
        Path out = work.resolve(name);
        try (LedgerFiles files = LedgerFiles.in(out, format)) {
            Rows.odd().forEach(files::row);
            files.publish(RESULT);
        }
        return out;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String types() {
        StringBuilder types = new StringBuilder("{");
        for (String column : COLUMNS.replace("(38,", "(38;").split(",", -1)) {
            int space = column.indexOf(' ');
            types.append(types.length() > 1 ? ", " : "")
                    .append("'")
                    .append(column, 0, space)
                    .append("': '")
                    .append(column.substring(space + 1).replace(';', ','))
                    .append("'");
        }
        return types.append('}').toString();
    }
}
