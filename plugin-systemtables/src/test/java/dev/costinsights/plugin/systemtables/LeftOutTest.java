package dev.costinsights.plugin.systemtables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.Statement;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that cannot be used do not stop a run, but are heard of. */
class LeftOutTest {

    private static final String WAREHOUSE = ",\"{\"\"warehouse_id\"\":\"\"w\"\"}\",";

    @TempDir
    Path folder;

    @Test
    void a_statement_that_still_ran_was_active_until_it_was_last_looked_at() {
        Export export = Export.withBill(folder)
                .write(
                        "query/history.csv",
                        "statement_id,compute,start_time,end_time,update_time",
                        "s" + WAREHOUSE + "2026-10-05T10:00:00Z,,2026-10-05T10:30:00Z");

        try (Warnings warnings = new Warnings()) {
            Statement statement = export.read().only(Statement.class);

            assertEquals(30 * 60 * 1_000_000L, statement.span().length());
            assertEquals(List.of(), warnings.texts());
        }
    }

    @Test
    void statements_of_which_nobody_knows_when_they_ran_are_counted() {
        Export export = Export.withBill(folder)
                .write(
                        "query/history.csv",
                        "statement_id,compute,start_time,end_time,update_time",
                        "good" + WAREHOUSE + "2026-10-05,2026-10-05,",
                        "a" + WAREHOUSE + "2026-10-05,,",
                        "b" + WAREHOUSE + "2026-10-06,,",
                        "c" + WAREHOUSE + ",2026-10-05,",
                        "long-ago" + WAREHOUSE + ",2026-01-01,",
                        "to-come" + WAREHOUSE + "2027-10-05,,");

        try (Warnings warnings = new Warnings()) {
            assertEquals("good", export.read().only(Statement.class).statementId());
            assertEquals(
                    List.of("3 rows of query.history left out: neither end_time nor update_time (2), no start_time (1);"
                            + " correct them, or export the table again"),
                    warnings.texts());
        }
    }

    @Test
    void list_prices_that_are_none_are_counted() {
        Export export = Export.withBill(folder)
                .write(
                        "billing/list_prices.csv",
                        "sku_name,usage_unit,currency_code,price_start_time,price_end_time,pricing",
                        "S,DBU,USD,2026-01-01,,\"{\"\"default\"\":\"\"1\"\"}\"",
                        "S,DBU,USD,2026-01-01,,",
                        "S,DBU,USD,,,\"{\"\"default\"\":\"\"1\"\"}\"",
                        "S,DBU,,2026-01-01,,\"{\"\"default\"\":\"\"1\"\"}\"",
                        ",DBU,USD,2026-01-01,,\"{\"\"default\"\":\"\"1\"\"}\"",
                        "S,DBU,USD,2026-01-01,2025-01-01,\"{\"\"default\"\":\"\"1\"\"}\"");

        try (Warnings warnings = new Warnings()) {
            assertEquals("S", export.read().only(Price.class).skuName());
            assertEquals(
                    List.of("5 rows of billing.list_prices left out: no currency_code (1), no price_start_time (1),"
                            + " no pricing (1), no sku_name (1), price_end_time not after price_start_time (1);"
                            + " correct them, or export the table again"),
                    warnings.texts());
        }
    }
}
