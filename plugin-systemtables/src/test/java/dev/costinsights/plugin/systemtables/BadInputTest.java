package dev.costinsights.plugin.systemtables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageRecord;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 2, "Bad input": one clear line that names file, row, column, value and what to do. */
class BadInputTest {

    private static final String HEADER = "record_id,usage_start_time,usage_end_time,usage_quantity,sku_name,usage_unit";
    private static final String GOOD = "r1,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,1.5,S,DBU";

    @TempDir
    Path folder;

    @Test
    void a_missing_folder() {
        assertFailure(
                ErrorCode.CONFIGURATION,
                "there is no folder " + folder.resolve("nowhere") + "; name the folder of the exported system tables",
                new Export(folder.resolve("nowhere")).failure());
    }

    @Test
    void a_missing_bill() {
        assertFailure(
                ErrorCode.INVALID_INPUT,
                "there is no bill: looked for " + folder.resolve("billing/usage")
                        + "(.parquet, .jsonl, .json or .csv) or a folder of such files; export system.billing.usage to it",
                new Export(folder).failure());
    }

    @Test
    void a_file_of_an_unknown_kind_in_a_table() {
        assertInvalid(
                "billing/usage/part-2.csv.gz",
                " is not a file that can be read here (.parquet, .jsonl, .json or .csv); convert it, or move it out of the folder",
                new Export(folder).write("billing/usage/part-1.csv", HEADER).write("billing/usage/part-2.csv.gz", "x"));
    }

    @Test
    void a_truncated_parquet_file() throws IOException {
        Export export = new Export(folder).copy("billing/usage.parquet", "SELECT 'r' AS record_id FROM range(1000)");
        byte[] whole = Files.readAllBytes(export.file("billing/usage.parquet"));

        CostInsightsException failure = export.bytes("billing/usage.parquet", Arrays.copyOf(whole, whole.length / 2))
                .failure();

        assertEquals(ErrorCode.INVALID_INPUT, failure.code());
        assertTrue(
                failure.getMessage()
                        .startsWith(export.file("billing/usage.parquet") + " is not a complete Parquet file ("),
                failure.getMessage());
        assertTrue(failure.getMessage().endsWith("); export or copy it again"), failure.getMessage());
    }

    @Test
    void a_parquet_file_with_a_damaged_block_in_the_middle() throws IOException {
        Export export = new Export(folder).copy("billing/usage.parquet", """
                        SELECT md5(CAST(i AS VARCHAR)) AS record_id, TIMESTAMP '2026-10-01 00:00:00' AS usage_start_time,
                        TIMESTAMP '2026-10-01 01:00:00' AS usage_end_time, 1.5 AS usage_quantity, 'S' AS sku_name,
                        'DBU' AS usage_unit FROM range(2000000) t(i)""");
        byte[] bytes = Files.readAllBytes(export.file("billing/usage.parquet"));
        for (int i = bytes.length * 3 / 4; i < bytes.length * 3 / 4 + 2000; i++) {
            bytes[i] ^= 0x5A;
        }

        CostInsightsException failure =
                export.bytes("billing/usage.parquet", bytes).failure();

        assertEquals(ErrorCode.INVALID_INPUT, failure.code());
        assertTrue(
                failure.getMessage().startsWith(export.file("billing/usage.parquet") + ": it cannot be read ("),
                failure.getMessage());
        assertTrue(failure.getMessage().endsWith("); copy or export it again"), failure.getMessage());
    }

    @Test
    void a_truncated_csv_file() {
        assertInvalid(
                "billing/usage.csv",
                ": row 2 has 3 columns where the header has 6; quote values that hold commas, or export the file again",
                bill(GOOD, "r2,2026-10-01T00:00:00Z,2026"));
        assertInvalid(
                "billing/usage.csv",
                ": row 2 ends inside quotes; the file is cut off, export it again",
                bill(GOOD, GOOD.replace("r1", "r2") + ",\"{\"\"a\"\": 1"));
    }

    @Test
    void a_byte_order_mark_in_front_of_json_lines() {
        byte[] file = "\uFEFF{\"record_id\":\"r1\"}\n".getBytes(StandardCharsets.UTF_8);
        assertInvalid(
                "billing/usage.jsonl",
                " begins with a byte order mark; export it without one",
                new Export(folder).bytes("billing/usage.jsonl", file));
    }

    @Test
    void an_empty_csv_file() {
        assertInvalid(
                "billing/usage.csv",
                " is empty; a CSV file starts with a line of column names",
                new Export(folder).bytes("billing/usage.csv", new byte[0]));
    }

    @Test
    void text_that_is_not_utf_8() {
        assertInvalid(
                "billing/usage.csv",
                ": it is not UTF-8 text; export it as UTF-8",
                new Export(folder)
                        .bytes(
                                "billing/usage.csv",
                                (HEADER + "\n" + GOOD.replace("S", "\u00e4") + "\n")
                                        .getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void a_truncated_json_lines_file() {
        assertInvalid(
                "billing/usage.jsonl",
                ": row 2 is no JSON (it ends too early); write one object per line, or export the file again if it is cut off",
                new Export(folder).write("billing/usage.jsonl", json("1.5"), "{\"record_id\": \"r2\", \"usage_st"));
    }

    @Test
    void a_json_array_instead_of_lines() {
        assertInvalid(
                "billing/usage.json",
                " holds a JSON array; write one object per line",
                new Export(folder).write("billing/usage.json", "[", json("1.5"), "]"));
    }

    @Test
    void a_required_column_that_is_missing() {
        assertInvalid(
                "billing/usage.csv",
                " has no column usage_quantity; export the table again with that column",
                new Export(folder)
                        .write("billing/usage.csv", "record_id,usage_start_time,usage_end_time,sku_name,usage_unit"));
        assertInvalid(
                "query/history.parquet",
                " has no column start_time; export the table again with that column",
                bill(GOOD).copy("query/history.parquet", "SELECT 's' AS statement_id"));
        assertInvalid(
                "query/history.jsonl",
                " has no column statement_id; export the table again with that column",
                bill(GOOD).write("query/history.jsonl", "{\"start_time\": \"2026-10-01\", \"end_time\": null}"));
    }

    @Test
    void a_column_of_the_wrong_type() {
        assertInvalid(
                "billing/usage.parquet",
                ": column usage_start_time has the type BIGINT; it must be a time such as 2026-10-01T00:00:00Z;"
                        + " export the table again with the types of the system table",
                new Export(folder).copy("billing/usage.parquet", parquetBill("1::BIGINT AS usage_start_time")));
        assertInvalid(
                "billing/usage.parquet",
                ": column usage_quantity has the type BOOLEAN; it must be a decimal number;"
                        + " export the table again with the types of the system table",
                new Export(folder).copy("billing/usage.parquet", parquetBill("true AS usage_quantity")));
        assertInvalid(
                "billing/usage.parquet",
                ": column usage_metadata has the type INTEGER; it must be a struct or JSON text;"
                        + " export the table again with the types of the system table",
                new Export(folder)
                        .copy(
                                "billing/usage.parquet",
                                "SELECT *, 1 AS usage_metadata FROM (" + parquetBill("1.5 AS usage_quantity") + ")"));
    }

    @Test
    void a_quantity_that_is_no_number() {
        assertInvalid(
                "billing/usage.csv",
                ": row 2, column usage_quantity: '1,5' is no decimal number; correct it",
                bill(GOOD, GOOD.replace("1.5", "\"1,5\"")));
        assertInvalid(
                "billing/usage.jsonl",
                ": row 3, column usage_quantity: 'much' is no decimal number; correct it",
                new Export(folder.resolve("json"))
                        .write("billing/usage.jsonl", json("1.5"), json("2"), json("\"much\"")));
    }

    @Test
    void a_quantity_that_no_decimal_can_hold() {
        assertInvalid(
                "billing/usage.csv",
                ": row 1, column usage_quantity: '1E+999999999' is larger than a DECIMAL(38,18) can be; correct it",
                bill(GOOD.replace("1.5", "1e999999999")));
    }

    @Test
    void a_date_that_does_not_parse() {
        assertInvalid(
                "billing/usage.csv",
                ": row 3, column usage_end_time: '2026-10-32' is not a time such as 2026-10-01T00:00:00Z; correct it",
                bill(GOOD, GOOD, GOOD.replace("2026-10-01T01:00:00Z", "2026-10-32")));
        assertInvalid(
                "compute/warehouse_events.jsonl",
                ": row 1, column event_time: 'yesterday' is not a time such as 2026-10-01T00:00:00Z; correct it",
                bill(GOOD)
                        .write(
                                "compute/warehouse_events.jsonl",
                                "{\"warehouse_id\": \"w\", \"event_time\": \"yesterday\"}"));
    }

    @Test
    void a_bad_value_in_one_of_many_files() {
        assertInvalid(
                "billing/usage/b.csv",
                ": row 2, column usage_start_time: 'x\\u0007y' is not a time such as 2026-10-01T00:00:00Z; correct it",
                new Export(folder)
                        .write("billing/usage/a.csv", HEADER, GOOD)
                        .write("billing/usage/b.csv", HEADER, GOOD, GOOD.replace("2026-10-01T00:00:00Z", "x\u0007y"))
                        .write("billing/usage/c.csv", HEADER, GOOD));
    }

    @Test
    void a_bill_row_without_its_quantity_or_time() {
        assertInvalid(
                "billing/usage.csv",
                ": row 2, column usage_quantity is empty; fill it in, or export the table again",
                bill(GOOD, GOOD.replace("1.5", "")));
        assertInvalid(
                "billing/usage.parquet",
                ": row 1, column usage_start_time is empty; fill it in, or export the table again",
                new Export(folder.resolve("parquet"))
                        .copy("billing/usage.parquet", parquetBill("NULL::TIMESTAMP AS usage_start_time")));
    }

    @Test
    void json_text_that_is_no_json() {
        assertInvalid(
                "billing/usage.csv",
                ": row 1, column usage_metadata: '{\"job_id\": 7' is not JSON; correct it",
                new Export(folder)
                        .write("billing/usage.csv", HEADER + ",usage_metadata", GOOD + ",\"{\"\"job_id\"\": 7\""));
        assertInvalid(
                "billing/usage.csv",
                ": row 1, column custom_tags: 'team=x' is not JSON; correct it",
                new Export(folder).write("billing/usage.csv", HEADER + ",custom_tags", GOOD + ",team=x"));
        assertInvalid(
                "billing/usage.csv",
                ": row 1, column custom_tags: '[\"team\"]' is no map; write it as a JSON object",
                new Export(folder).write("billing/usage.csv", HEADER + ",custom_tags", GOOD + ",\"[\"\"team\"\"]\""));
    }

    @Test
    void json_of_the_wrong_type_for_a_struct_or_a_map() {
        for (String wrong : new String[] {"5", "[1]", "\"text\"", "true"}) {
            assertInvalid(
                    "billing/usage.jsonl",
                    ": row 2, column usage_metadata: '" + wrong.replace("\"", "") + "' is not "
                            + (wrong.startsWith("\"") ? "JSON" : "a JSON object") + "; correct it",
                    new Export(folder.resolve("struct"))
                            .write(
                                    "billing/usage.jsonl",
                                    with("usage_metadata", "{\"job_id\": 7}"),
                                    with("usage_metadata", wrong)));
        }
        assertInvalid(
                "billing/usage.csv",
                ": row 1, column usage_metadata.genie: '[1]' is not a JSON object; correct it",
                new Export(folder)
                        .write("billing/usage.csv", HEADER + ",usage_metadata", GOOD + ",\"{\"\"genie\"\": [1]}\""));
        assertInvalid(
                "billing/usage.jsonl",
                ": row 1, column custom_tags: '{\"team\":{\"a\":\"b\"}}' has a value that is no text; correct it",
                new Export(folder.resolve("map"))
                        .write("billing/usage.jsonl", with("custom_tags", "{\"team\": {\"a\": \"b\"}}")));
    }

    @Test
    void an_object_null_and_an_absent_struct_are_structs() {
        RecordedFacts facts = new Export(folder)
                .write(
                        "billing/usage.jsonl",
                        with("usage_metadata", " {\"job_id\": 7, \"genie\": null}"),
                        with("usage_metadata", "null"),
                        json("1.5"))
                .write("compute/warehouse_events.csv", "warehouse_id,event_time")
                .read();

        assertEquals(3, facts.all(UsageRecord.class).size());
        assertEquals(
                "7", facts.all(UsageRecord.class).get(0).origin().metadata().get(UsageKey.JOB_ID));
    }

    private static String with(String column, String value) {
        String row = json("1.5");
        return row.substring(0, row.length() - 1) + ", \"" + column + "\": " + value + "}";
    }

    @Test
    void a_duration_that_is_no_number() {
        assertInvalid(
                "query/history.csv",
                ": row 1, column total_task_duration_ms: 'long' is not a whole number; correct it",
                bill(GOOD)
                        .write(
                                "query/history.csv",
                                "statement_id,compute,start_time,end_time,total_task_duration_ms",
                                "s,\"{\"\"warehouse_id\"\":\"\"w\"\"}\",2026-10-01,2026-10-01,long"));
    }

    @Test
    void a_negative_list_price() {
        assertInvalid(
                "billing/list_prices.csv",
                ": row 1, column pricing.default: '-1.000000000000000000' is a negative price; correct it",
                bill(GOOD)
                        .copy(
                                "billing/list_prices.csv",
                                "SELECT 'S' AS sku_name, 'DBU' AS usage_unit, 'USD' AS currency_code,"
                                        + " '2020-01-01' AS price_start_time, {'default': -1::DECIMAL(38,18)} AS pricing"));
    }

    private Export bill(String... rows) {
        String[] lines = new String[rows.length + 1];
        lines[0] = HEADER;
        System.arraycopy(rows, 0, lines, 1, rows.length);
        return new Export(folder).write("billing/usage.csv", lines);
    }

    private static String json(String quantity) {
        return "{\"record_id\": \"r1\", \"usage_start_time\": \"2026-10-01T00:00:00Z\", \"usage_end_time\":"
                + " \"2026-10-01T01:00:00Z\", \"usage_quantity\": " + quantity
                + ", \"sku_name\": \"S\", \"usage_unit\": \"DBU\"}";
    }

    private static String parquetBill(String column) {
        String replaced = column.substring(column.lastIndexOf(' ') + 1);
        return "SELECT * REPLACE (" + column + ") FROM (SELECT 'r' AS record_id, TIMESTAMP '2026-10-01 00:00:00' AS"
                + " usage_start_time, TIMESTAMP '2026-10-01 01:00:00' AS usage_end_time, 1.5 AS usage_quantity,"
                + " 'S' AS sku_name, 'DBU' AS usage_unit) WHERE '" + replaced + "' <> ''";
    }

    private void assertInvalid(String file, String problem, Export export) {
        assertFailure(ErrorCode.INVALID_INPUT, export.file(file) + problem, export.failure());
    }

    private static void assertFailure(ErrorCode code, String message, CostInsightsException failure) {
        assertEquals(message, failure.getMessage());
        assertEquals(code, failure.code());
    }
}
