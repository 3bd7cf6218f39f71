package dev.costinsights.plugin.systemtables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageMetadata;
import dev.costinsights.core.model.UsageRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    private static final String HEADER = "record_id,usage_start_time,usage_end_time,usage_quantity,sku_name,usage_unit";

    @TempDir
    Path folder;

    @Test
    void only_the_bill_is_needed_and_a_bill_needs_little() {
        RecordedFacts facts = Export.withBill(folder).read();
        UsageRecord record = facts.only(UsageRecord.class);

        assertEquals(EnumSet.of(SystemTable.BILLING_USAGE), facts.readable());
        assertEquals("r1", record.recordId());
        assertEquals(RecordType.ORIGINAL, record.type());
        assertEquals(LocalDate.of(2026, 10, 1), record.usageDate());
        assertNull(record.ingestionDate());
        assertEquals(UsageMetadata.EMPTY, record.origin().metadata());
        assertEquals("", record.origin().workspaceId());
        assertNull(record.origin().serverless());
    }

    @ParameterizedTest
    @ValueSource(strings = {"billing/usage.parquet", "billing/usage.csv", "billing/usage.jsonl"})
    void usage_outside_the_window_says_until_when_the_bill_is_known(String file) {
        RecordedFacts facts = new Export(folder)
                .copy(
                        file,
                        "SELECT 'r' || i AS record_id, TIMESTAMP '2026-10-01 00:00:00' + INTERVAL 40 DAY * i AS"
                                + " usage_start_time, TIMESTAMP '2026-10-01 01:00:00' + INTERVAL 40 DAY * i AS"
                                + " usage_end_time, 1.5 AS usage_quantity, 'S' AS sku_name, 'DBU' AS usage_unit,"
                                + " DATE '2026-10-02' + 40 * i::INTEGER AS ingestion_date FROM range(3) t(i)")
                .read();

        assertEquals("r0", facts.only(UsageRecord.class).recordId());
        assertEquals(TimeSpan.micros(Instant.parse("2026-12-22T00:00:00Z")), facts.knownUntil());
    }

    @Test
    void columns_are_found_by_name_in_any_order_and_case_and_unknown_ones_are_ignored() {
        UsageRecord record = new Export(folder)
                .write(
                        "billing/usage.csv",
                        "\uFEFFusage_unit,of tomorrow,SKU_NAME,usage_quantity,,Usage_End_Time,usage_start_time,record_id,of tomorrow",
                        "DBU,\"a,\"\"b\"\"\nc\",S,2,x,2026-10-01 01:00:00,2026-10-01 00:00:00,r9,y")
                .read()
                .only(UsageRecord.class);

        assertEquals("r9", record.recordId());
        assertEquals("S", record.origin().skuName());
        assertEquals(3_600_000_000L, record.span().length());
    }

    @Test
    void a_csv_file_may_have_windows_line_ends_and_no_last_one() {
        String content = HEADER + "\r\nr1,2026-10-01,2026-10-02,1,S,DBU\r\nr2,2026-10-01,2026-10-02,1,S,DBU";
        RecordedFacts facts = new Export(folder)
                .bytes("billing/usage.csv", content.getBytes(StandardCharsets.UTF_8))
                .read();

        assertEquals(
                List.of("r1", "r2"),
                facts.all(UsageRecord.class).stream()
                        .map(UsageRecord::recordId)
                        .sorted()
                        .toList());
        assertEquals("DBU", facts.all(UsageRecord.class).get(0).origin().usageUnit());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-05T03:04:05Z,2026-10-05T03:04:05Z",
        "2026-10-05 03:04:05,2026-10-05T03:04:05Z",
        "2026-10-05T03:04:05.123456+02:00,2026-10-05T01:04:05.123456Z",
        "2026-10-05T03:04:05.999+00:00,2026-10-05T03:04:05.999Z",
        "2026-10-05 03:04:05.000000 UTC,2026-10-05T03:04:05Z",
        "2026-10-05T03:04Z,2026-10-05T03:04:00Z",
        "2026-10-05,2026-10-05T00:00:00Z"
    })
    void times_as_text_are_utc_unless_they_say_otherwise(String text, Instant expected) {
        UsageRecord record = new Export(folder)
                .write("billing/usage.csv", HEADER, "r," + text + "," + text + ",1,S,DBU")
                .read()
                .only(UsageRecord.class);

        assertEquals(TimeSpan.micros(expected), record.span().startMicros());
        assertEquals(TimeSpan.micros(expected), record.span().endMicros());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TIMESTAMP '2026-10-05 03:04:05.678'",
                "TIMESTAMPTZ '2026-10-05 05:04:05.678+02'",
                "TIMESTAMP_MS '2026-10-05 03:04:05.678'",
                "TIMESTAMP_NS '2026-10-05 03:04:05.678'",
                "'2026-10-05T03:04:05.678Z'"
            })
    void times_in_parquet_may_have_any_type(String time) {
        UsageRecord record = parquet("usage_start_time", time).only(UsageRecord.class);

        assertEquals(
                TimeSpan.micros(Instant.parse("2026-10-05T03:04:05.678Z")),
                record.span().startMicros());
    }

    @ParameterizedTest
    @CsvSource({
        "1.5,1.5",
        "-0.000000000000000001,-0.000000000000000001",
        "1e-18,0.000000000000000001",
        "12345678901234567890.123456789012345678,12345678901234567890.123456789012345678",
        "1e20,100000000000000000000",
        "0.0000000000000000015,0.000000000000000002",
        "1e-999999999,0",
        "0e999999999,0"
    })
    void quantities_are_exact_in_text_and_in_json(String text, BigDecimal expected) {
        Export csv = new Export(folder.resolve("csv"))
                .write("billing/usage.csv", HEADER, "r,2026-10-01,2026-10-02," + text + ",S,DBU");
        Export json = new Export(folder.resolve("json")).write("billing/usage.jsonl", json(text, "{}"));

        assertEquals(expected.setScale(18), csv.read().only(UsageRecord.class).quantity());
        if (!text.endsWith("999999999")) {
            assertEquals(
                    expected.setScale(18), json.read().only(UsageRecord.class).quantity());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.25::DECIMAL(4,2)", "1.25::DECIMAL(38,18)", "1.25::DECIMAL(38,30)", "1.25::DOUBLE", "'1.25'"})
    void quantities_in_parquet_may_have_any_number_type(String number) {
        assertEquals(
                new BigDecimal("1.250000000000000000"),
                parquet("usage_quantity", number).only(UsageRecord.class).quantity());
    }

    @Test
    void long_numbers_inside_json_strings_are_left_alone() {
        String tags = "{\"a\\\\\":\"x \\\" : 1234567890.1234567890123 \\\" y\", \"b\": \"0.12345678901234567890\"}";
        UsageRecord record = new Export(folder)
                .write("billing/usage.jsonl", json("0.1234567890123456789", tags))
                .read()
                .only(UsageRecord.class);

        assertEquals(new BigDecimal("0.123456789012345679"), record.quantity());
        assertEquals(
                Map.of("a\\", "x \" : 1234567890.1234567890123 \" y", "b", "0.12345678901234567890"),
                record.origin().customTags());
    }

    @Test
    void ids_may_be_numbers_and_structs_may_be_text() {
        UsageRecord inJson = new Export(folder.resolve("json"))
                .write(
                        "billing/usage.jsonl",
                        "{\"record_id\": 5, \"workspace_id\": 6051921418418893, \"usage_start_time\": \"2026-10-01\","
                                + " \"usage_end_time\": \"2026-10-02\", \"usage_quantity\": 1, \"sku_name\": \"S\","
                                + " \"usage_unit\": \"DBU\", \"usage_metadata\": {\"job_id\": 123456789012345},"
                                + " \"custom_tags\": [{\"key\": \"k\", \"value\": \"v\"}]}")
                .read()
                .only(UsageRecord.class);
        UsageRecord inParquet = new Export(folder.resolve("parquet"))
                .copy(
                        "billing/usage.parquet",
                        "SELECT 5 AS record_id, 6051921418418893 AS workspace_id, DATE '2026-10-01' AS usage_start_time,"
                                + " TIMESTAMP '2026-10-02' AS usage_end_time, 1 AS usage_quantity, 'S' AS sku_name,"
                                + " 'DBU' AS usage_unit, '{\"job_id\": 123456789012345}' AS usage_metadata,"
                                + " [{'key': 'k', 'value': 'v'}] AS custom_tags")
                .read()
                .only(UsageRecord.class);

        assertEquals(inJson, inParquet);
        assertEquals("5", inJson.recordId());
        assertEquals("6051921418418893", inJson.origin().workspaceId());
        assertEquals("123456789012345", inJson.origin().metadata().get(UsageKey.JOB_ID));
        assertEquals(Map.of("k", "v"), inJson.origin().customTags());
    }

    @Test
    void odd_records_pass_as_they_are() {
        List<UsageRecord> records = new Export(folder)
                .write(
                        "billing/usage.csv",
                        HEADER + ",record_type,workspace_id",
                        "backwards,2026-10-05T01:00:00Z,2026-10-05T00:00:00Z,1,S,DBU,ORIGINAL,0",
                        "empty,2026-10-05T01:00:00Z,2026-10-05T01:00:00Z,1,S,DBU,RETRACTION,",
                        "long,2026-10-05T00:00:00Z,2026-10-07T01:00:00Z,-1,S,DBU,ORIGINAL,7",
                        "new,2026-10-05T00:00:00Z,2026-10-07T01:00:00Z,0,S,,HALF_RETRACTION,7")
                .read()
                .all(UsageRecord.class);

        assertEquals(4, records.size());
        assertEquals(RecordType.OTHER, record(records, "new").type());
        assertEquals("", record(records, "backwards").origin().workspaceId());
        assertTrue(record(records, "backwards").span().isEmpty());
        assertEquals(RecordType.RETRACTION, record(records, "empty").type());
    }

    @Test
    void huge_tags_and_names_with_control_characters_are_kept() {
        String huge = "x".repeat(1_000_000);
        UsageRecord record = new Export(folder)
                .copy(
                        "billing/usage.csv",
                        "SELECT 'r' AS record_id, '2026-10-01' AS usage_start_time, '2026-10-02' AS usage_end_time,"
                                + " 1 AS usage_quantity, 'S' || chr(31) || chr(7) AS sku_name, 'DBU' AS usage_unit,"
                                + " MAP {'huge': repeat('x', 1000000)} AS custom_tags")
                .read()
                .only(UsageRecord.class);

        assertEquals("S\u001F\u0007", record.origin().skuName());
        assertEquals(huge, record.origin().customTags().get("huge"));
    }

    @Test
    void the_window_holds_its_start_and_not_its_end() {
        List<UsageRecord> records = new Export(folder)
                .write(
                        "billing/usage.csv",
                        HEADER,
                        "before,2026-09-30T23:59:59.999999Z,2026-10-02,1,S,DBU",
                        "first,2026-10-01T00:00:00Z,2026-10-02,1,S,DBU",
                        "last,2026-10-31T23:59:59.999999Z,2026-10-02,1,S,DBU",
                        "after,2026-11-01T00:00:00Z,2026-10-02,1,S,DBU")
                .read()
                .all(UsageRecord.class);

        assertEquals(
                List.of("first", "last"),
                records.stream().map(UsageRecord::recordId).sorted().toList());
    }

    @Test
    void records_that_share_everything_share_the_instance() {
        RecordedFacts facts = parquet("record_id", "unnest(['a', 'b', 'c'])");
        List<UsageRecord> records = facts.all(UsageRecord.class);

        assertEquals(3, records.size());
        assertSame(records.get(0).origin(), records.get(2).origin());
        assertFalse(records.get(0).recordId().equals(records.get(1).recordId()));
    }

    private RecordedFacts parquet(String column, String value) {
        return new Export(folder)
                .copy(
                        "billing/usage.parquet",
                        "SELECT * REPLACE (" + value + " AS " + column + ") FROM (SELECT 'r' AS record_id,"
                                + " TIMESTAMP '2026-10-01 00:00:00' AS usage_start_time,"
                                + " TIMESTAMP '2026-10-01 01:00:00' AS usage_end_time, 1.5 AS usage_quantity,"
                                + " 'S' AS sku_name, 'DBU' AS usage_unit)")
                .read();
    }

    private static UsageRecord record(List<UsageRecord> records, String id) {
        return records.stream()
                .filter(record -> record.recordId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String json(String quantity, String tags) {
        return "{\"record_id\": \"r\", \"usage_start_time\": \"2026-10-01\", \"usage_end_time\": \"2026-10-02\","
                + " \"usage_quantity\": " + quantity
                + ", \"sku_name\": \"S\", \"usage_unit\": \"DBU\", \"custom_tags\": "
                + tags + "}";
    }
}
