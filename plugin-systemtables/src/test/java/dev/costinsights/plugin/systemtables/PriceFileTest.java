package dev.costinsights.plugin.systemtables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.Discount;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceFileTest {

    private static final String HEADER =
            "sku_name,cloud,usage_unit,currency_code,price_start_time,price_end_time,account_id,price,discount_percent";

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void a_row_is_a_contract_price_or_a_discount() {
        RecordedFacts facts = read(
                HEADER, "S,AWS,DBU,USD,2026-01-01,2027-01-01,a-1,0.123456789012345678,", "*_SERVERLESS_*,,,,,,,,12.5");

        assertEquals(
                new Price(
                        PriceSource.CONTRACT,
                        "a-1",
                        "AWS",
                        "S",
                        "DBU",
                        "USD",
                        TimeSpan.of(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")),
                        new BigDecimal("0.123456789012345678")),
                facts.only(Price.class));
        assertEquals(
                new Discount(
                        "*_SERVERLESS_*",
                        "",
                        new TimeSpan(0, TimeSpan.FOREVER),
                        new BigDecimal("12.500000000000000000")),
                facts.only(Discount.class));
    }

    @Test
    void the_three_formats_say_the_same() {
        String query = """
                SELECT 'S' AS sku_name, 'AWS' AS cloud, 'DBU' AS usage_unit, 'USD' AS currency_code,
                TIMESTAMPTZ '2026-01-01 00:00:00' AS price_start_time,
                0.123456789012345678::DECIMAL(38,18) AS price""";
        Export prices = new Export(elsewhere)
                .copy("p.csv", query)
                .copy("p.jsonl", query)
                .copy("p.parquet", query);

        List<String> csv = read(prices.file("p.csv")).sorted();
        assertEquals(csv, read(prices.file("p.jsonl")).sorted());
        assertEquals(csv, read(prices.file("p.parquet")).sorted());
    }

    @Test
    void a_column_that_a_price_needs_and_the_file_does_not_have() {
        assertEquals(
                new Export(elsewhere).file("p.csv")
                        + ": row 1, column usage_unit is missing; a price needs it, add it to the file",
                failure("sku_name,currency_code,price", "S,USD,1"));
    }

    @Test
    void columns_that_are_not_separated_by_commas() {
        Path file = new Export(elsewhere).file("p.csv");

        assertEquals(
                file + ": its columns are separated by ';'; separate them by commas",
                failure("sku_name;usage_unit;price", "S;DBU;1"));
        assertEquals(
                file + ": its columns are separated by tabs; separate them by commas",
                failure("sku_name\tusage_unit\tprice", "S\tDBU\t1"));
    }

    @Test
    void prices_that_nothing_is_billed_by_are_named() {
        Path file = new Export(elsewhere)
                .write(
                        "p.csv",
                        HEADER,
                        "PREMIUM_JOBS_COMPUTE,,DBU,USD,,,,1,",
                        "PREMIUM_JOB_COMPUTE,,DBU,USD,,,,1,",
                        "PREMIUM_JOBS_COMPUTE,,GB,USD,,,,1,",
                        "*_SERVERLESS_*,,,,,,,,10")
                .file("p.csv");

        try (Warnings warnings = new Warnings()) {
            Export.withBill(folder).read(Map.of("prices", file.toString()));

            assertEquals(
                    List.of(file + ": nothing in the window is billed by row 2 (PREMIUM_JOB_COMPUTE DBU USD),"
                            + " row 3 (PREMIUM_JOBS_COMPUTE GB USD); check the SKU, unit, cloud and account"),
                    warnings.texts());
        }
    }

    private String failure(String... lines) {
        Path file = new Export(elsewhere).write("p.csv", lines).file("p.csv");
        return Export.withBill(folder)
                .failure(Map.of("prices", file.toString()))
                .getMessage();
    }

    @Test
    void one_price_may_follow_another() {
        RecordedFacts facts =
                read(HEADER, "S,,DBU,USD,,2026-10-15,,1,", "S,,DBU,USD,2026-10-15,,,2,", "S,,DBU,EUR,,,,3,");

        assertEquals(3, facts.all(Price.class).size());
    }

    @Test
    void two_prices_at_one_instant_are_refused() {
        assertFailure(
                "rows 1 and 3, columns price_start_time and price_end_time: both hold for S DBU USD at"
                        + " 2026-10-01T00:00:00Z; end one where the other starts",
                "S,,DBU,USD,2026-10-01,2026-11-01,,1,",
                "S,,DBU,EUR,,,,3,",
                "S,,DBU,USD,,2026-10-15,,2,");
        assertFailure(
                "rows 1 and 2, columns price_start_time and price_end_time: both hold for * at 2026-10-01T00:00:00Z;"
                        + " end one where the other starts",
                "*,AWS,,,,,,,10",
                "*,AWS,,,2026-10-01,,,,20");
    }

    @Test
    void a_range_that_ends_before_it_starts_is_refused() {
        assertFailure(
                "row 1, column price_end_time: '2026-01-01T00:00:00Z' is not later than price_start_time; correct one of them",
                "S,,DBU,USD,2026-10-01,2026-01-01,,1,");
    }

    @Test
    void neither_and_both_are_refused() {
        assertFailure(
                "row 1, column price is empty and so is discount_percent; a row needs exactly one of them",
                "S,,DBU,USD,,,,,");
        assertFailure(
                "row 2, column price: '1' stands beside a discount_percent; a row needs exactly one of them",
                "S,,DBU,USD,,,,1,",
                "T,,DBU,USD,,,,1,5");
    }

    @Test
    void numbers_out_of_range_are_refused() {
        assertFailure("row 1, column price: '-1' is a negative price; correct it", "S,,DBU,USD,,,,-1,");
        assertFailure("row 1, column discount_percent: '101' is not from 0 to 100; correct it", "S,,,,,,,,101");
        assertFailure("row 1, column discount_percent: 'ten' is no decimal number; correct it", "S,,,,,,,,ten");
    }

    @Test
    void what_a_price_needs() {
        assertFailure("row 1, column usage_unit is empty; a price needs it, fill it in", "S,,,USD,,,,1,");
        assertFailure(
                "row 1, column sku_name: 'S*' is a pattern; only a discount can have one, name the SKU of the price",
                "S*,,DBU,USD,,,,1,");
        assertFailure(
                "row 1, column account_id: 'a-1' stands beside a discount, which is for every account; leave it empty",
                "S,,,,,,a-1,,10");
    }

    @Test
    void a_file_that_is_not_there() {
        Path missing = elsewhere.resolve("none.csv");
        CostInsightsException failure = Export.withBill(folder).failure(Map.of("prices", missing.toString()));

        assertEquals("there is no price file " + missing + "; name an existing file, or none", failure.getMessage());
        assertEquals(ErrorCode.CONFIGURATION, failure.code());
    }

    private RecordedFacts read(String... lines) {
        return read(new Export(elsewhere).write("prices.csv", lines).file("prices.csv"));
    }

    private RecordedFacts read(Path prices) {
        return Export.withBill(folder).read(Map.of("prices", prices.toString()));
    }

    private void assertFailure(String problem, String... rows) {
        String[] lines = new String[rows.length + 1];
        lines[0] = HEADER;
        System.arraycopy(rows, 0, lines, 1, rows.length);
        Path file = new Export(elsewhere).write("prices.csv", lines).file("prices.csv");
        CostInsightsException failure = Export.withBill(folder).failure(Map.of("prices", file.toString()));

        assertEquals(file + ": " + problem, failure.getMessage());
        assertEquals(ErrorCode.INVALID_INPUT, failure.code());
        assertTrue(failure.getCause() == null || failure.getCause().getMessage() != null);
    }
}
