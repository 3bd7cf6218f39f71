package dev.costinsights.core.attribution;

import static dev.costinsights.core.model.WarehouseEvent.Type.RUNNING;
import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.event;
import static dev.costinsights.core.oracle.Fixtures.statement;
import static dev.costinsights.core.oracle.Fixtures.warehouseUsage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.AttributedUsage;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.oracle.Fact;
import dev.costinsights.core.oracle.Fixtures;
import dev.costinsights.core.oracle.Ledger;
import dev.costinsights.core.oracle.Time;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Databricks' own split of a warehouse, where it has one. */
class ProviderSplitTest {

    private static final Bill HOUR = Bill.of(
                    aDollar(),
                    warehouseUsage("u1", "w1"),
                    event("w1", "09:00", RUNNING, 1),
                    statement("s1", "10:00", "10:10").onWarehouse("w1").worked(9_000),
                    statement("s2", "10:00", "10:10").onWarehouse("w1").worked(1_000))
            .readable(SystemTable.BILLING_ATTRIBUTED_USAGE);

    @Test
    void activeQuantitiesDecideWhatIsBusyAndWhoseItIs() {
        Ledger ledger = HOUR.with(active("a1", "s1", "10", "u1"), active("a2", "s2", "20", "u1"))
                .attribute();

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 10", "ALLOCATED STATEMENT s2 20", "IDLE TAIL 30"), ledger.shares());
        assertEquals(AmountBasis.PROVIDER_SPLIT, ledger.row("s1").amountBasis());
    }

    @Test
    void rowsOfOneStatementAddUpAndSecondReadsDoNot() {
        Ledger ledger = HOUR.with(
                        active("a1", "s1", "10", "u1"), active("a1", "s1", "10", "u1"), active("a2", "s1", "5", "u1"))
                .attribute();

        assertEquals("15", Ledger.plain(ledger.row("s1").listCost(), 12));
    }

    @Test
    void moreThanIsBilledIsAllBusyAndFlagged() {
        Ledger ledger = HOUR.with(active("a1", "s1", "60", "u1"), active("a2", "s2", "30", "u1"))
                .attribute();

        assertEquals(List.of("ALLOCATED STATEMENT s1 40", "ALLOCATED STATEMENT s2 20"), ledger.shares());
        assertTrue(ledger.row("s1").flags().contains(Flag.PROVIDER_EXCEEDS_BILL));
    }

    @Test
    void aRowThatNamesSeveralRecordsCountsByTheirQuantities() {
        Ledger ledger = HOUR.with(warehouseUsage("u2", "w1").quantity("20"), active("a1", "s1", "40", "u1", "u2"))
                .attribute();

        assertEquals(List.of("ALLOCATED STATEMENT s1 30", "IDLE TAIL 30"), ledger.shares("u1"));
        assertEquals(List.of("ALLOCATED STATEMENT s1 10", "IDLE TAIL 10"), ledger.shares("u2"));
    }

    @Test
    void aRowThatNamesRecordsOfTwoWindowsCountsForEachByItsTimeInIt() {
        Bill night = Bill.of(
                        aDollar(),
                        warehouseUsage("u1", "w1")
                                .during("2026-10-05T23:00", "2026-10-06T00:00")
                                .quantity("20"),
                        warehouseUsage("u2", "w1")
                                .during("2026-10-06T00:00", "2026-10-06T01:00")
                                .quantity("20"),
                        active("a1", "s1", "10", Time.between("2026-10-05T23:30", "2026-10-06T00:45"), "u1", "u2"))
                .readable(SystemTable.BILLING_ATTRIBUTED_USAGE);
        Ledger both = night.attribute();
        Ledger monday = night.attribute(window("2026-10-05T00:00", "2026-10-06T00:00"));
        Ledger tuesday = night.attribute(window("2026-10-06T00:00", "2026-10-07T00:00"));

        assertEquals(List.of("ALLOCATED STATEMENT s1 4", "IDLE BETWEEN 16"), both.shares("u1"));
        assertEquals(List.of("ALLOCATED STATEMENT s1 6", "IDLE BETWEEN 14"), both.shares("u2"));
        assertEquals(both.shares("u1"), monday.shares());
        assertEquals(both.shares("u2"), tuesday.shares());
    }

    @Test
    void aRowThatHasNoTimeInItsRecordsSaysNothingOfThem() {
        Ledger ledger = HOUR.with(active("a1", "s1", "10", Time.between("12:00", "13:00"), "u1", "u9"))
                .attribute();

        assertEquals(HOUR.attribute().shares(), ledger.shares());
    }

    @Test
    void aRetractionTakesTheRowsOfWhatItRetracts() {
        Ledger ledger = HOUR.with(
                        warehouseUsage("u2", "w1").quantity("-60").type(RecordType.RETRACTION),
                        active("a1", "s1", "15", "u1"))
                .attribute();

        assertEquals(List.of("ALLOCATED STATEMENT s1 15", "IDLE TAIL 45"), ledger.shares("u1"));
        assertEquals(List.of("ALLOCATED STATEMENT s1 -15", "IDLE TAIL -45"), ledger.shares("u2"));
    }

    @Test
    void aRetractionTakesNothingOfAnotherProductsRecord() {
        Ledger ledger = HOUR.with(
                        warehouseUsage("u2", "w1").product("DATABASE").quantity("60"),
                        warehouseUsage("u3", "w1").quantity("-60").type(RecordType.RETRACTION),
                        active("a1", "s1", "15", "u2"))
                .attribute();

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 -9", "ALLOCATED STATEMENT s2 -1", "IDLE TAIL -50"),
                ledger.shares("u3"));
    }

    @Test
    void recordsThatItDoesNotNameAreSplitByWork() {
        Ledger ledger = HOUR.with(warehouseUsage("u2", "w1").quantity("30"), active("a1", "s1", "15", "u1"))
                .attribute();

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 4.5", "ALLOCATED STATEMENT s2 0.5", "IDLE TAIL 25"),
                ledger.shares("u2"));
    }

    @Test
    void aStatementThatTheHistoryDoesNotKnowIsKnownByTheTagsOfItsShare() {
        Map<String, String> tags = Map.of("dagster_snowflake_opaque_id", "GT", "dagster_job_name", "gj");

        LedgerRow unknown =
                HOUR.with(active("a1", "zz", "30", tags, "u1")).attribute().row("zz");
        LedgerRow known =
                HOUR.with(active("a1", "s1", "30", tags, "u1")).attribute().row("s1");

        assertEquals(IdentityBasis.EXEC_TAG, unknown.identity().basis());
        assertEquals("GT", unknown.identity().context().opaqueId());
        assertEquals("gj", unknown.identity().context().job());
        assertEquals("eve", unknown.context().principal());
        assertNull(known.identity().context());
    }

    private static AttributionOptions window(String start, String end) {
        return AttributionOptions.builder(Time.between(start, end)).build();
    }

    private static Fact active(String id, String statementId, String quantity, String... recordIds) {
        return active(id, statementId, quantity, Map.of(), recordIds);
    }

    private static Fact active(
            String id, String statementId, String quantity, Map<String, String> tags, String... recordIds) {
        return active(id, statementId, quantity, Time.between("10:00", "11:00"), tags, recordIds);
    }

    private static Fact active(String id, String statementId, String quantity, TimeSpan span, String... recordIds) {
        return active(id, statementId, quantity, span, Map.of(), recordIds);
    }

    private static Fact active(
            String id,
            String statementId,
            String quantity,
            TimeSpan span,
            Map<String, String> tags,
            String... recordIds) {
        return Fact.of(new AttributedUsage(
                Fixtures.ACCOUNT,
                Fixtures.WORKSPACE,
                id,
                "w1",
                statementId,
                "eve",
                span,
                List.of(recordIds),
                new BigDecimal(quantity),
                tags));
    }
}
