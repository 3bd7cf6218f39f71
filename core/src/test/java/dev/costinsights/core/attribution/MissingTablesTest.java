package dev.costinsights.core.attribution;

import static dev.costinsights.core.model.WarehouseEvent.Type.RUNNING;
import static dev.costinsights.core.model.WarehouseEvent.Type.SCALED_DOWN;
import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.clusterUsage;
import static dev.costinsights.core.oracle.Fixtures.event;
import static dev.costinsights.core.oracle.Fixtures.price;
import static dev.costinsights.core.oracle.Fixtures.runUsage;
import static dev.costinsights.core.oracle.Fixtures.statement;
import static dev.costinsights.core.oracle.Fixtures.updateUsage;
import static dev.costinsights.core.oracle.Fixtures.warehouseUsage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.WarehouseEvent;
import dev.costinsights.core.oracle.Bill;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A bill of which little or nothing but the usage can be read. */
class MissingTablesTest {

    private static final Bill USAGE = Bill.of(
            warehouseUsage("u1", "w1"), clusterUsage("u2", "c1"), runUsage("u3", "r1"), updateUsage("u4", "p1", "x1"));

    @Test
    void withUsageAloneEverythingIsUnpricedAndNamesItsTarget() {
        Bill bill = usageOnly(USAGE);

        assertEquals(List.of("UNPRICED 0"), bill.attribute().shares("u1"));
        assertEquals(List.of("UNPRICED 0"), bill.attribute().shares("u2"));
        assertEquals(List.of("UNPRICED JOB_RUN r1 0"), bill.attribute().shares("u3"));
        assertEquals(List.of("UNPRICED PIPELINE_UPDATE x1 0"), bill.attribute().shares("u4"));
    }

    @Test
    void aPriceFileIsEnoughToPriceTheUsage() {
        Bill bill = usageOnly(USAGE).with(price(PriceSource.CONTRACT, "USD", "1"));

        assertEquals(
                List.of("UNATTRIBUTED TABLE_NOT_READABLE 60"), bill.attribute().shares("u1"));
        assertEquals(
                List.of("UNATTRIBUTED TABLE_NOT_READABLE 60"), bill.attribute().shares("u2"));
        assertEquals(List.of("DIRECT JOB_RUN r1 60"), bill.attribute().shares("u3"));
        assertEquals(List.of("DIRECT PIPELINE_UPDATE x1 60"), bill.attribute().shares("u4"));
    }

    /** Two clusters ran for half an hour and one for the other; without the events nobody knows. */
    @Test
    void withoutWarehouseEventsTheRowsSayThatOneClusterIsAssumed() {
        Bill bill = Bill.of(
                aDollar(),
                warehouseUsage("u1", "w1"),
                event("w1", "10:00", RUNNING, 2),
                event("w1", "10:30", SCALED_DOWN, 1),
                statement("s1", "10:00", "10:30").onWarehouse("w1").worked(1));
        Bill unknown = bill.withFacts(bill.facts().stream()
                        .filter(fact -> !(fact.value() instanceof WarehouseEvent))
                        .toList())
                .unreadable(SystemTable.COMPUTE_WAREHOUSE_EVENTS);

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 40", "IDLE TAIL 20"),
                bill.attribute().shares());
        bill.attribute().rows().forEach(row -> assertEquals(Set.of(), row.flags()));
        assertEquals(
                List.of("ALLOCATED STATEMENT s1 30", "IDLE TAIL 30"),
                unknown.attribute().shares());
        unknown.attribute().rows().forEach(row -> assertEquals(Set.of(Flag.EVENTS_MISSING), row.flags()));
    }

    @Test
    void withoutTheHistoryOfObjectsTheBillStillSaysWho() {
        LedgerRow row = usageOnly(Bill.of(runUsage("u1", "r1").runAs("ann")))
                .with(aDollar())
                .readable(SystemTable.BILLING_LIST_PRICES)
                .attribute()
                .row();

        assertEquals(IdentityBasis.RUN_AS, row.identity().basis());
        assertEquals("ann", row.context().principal());
    }

    @Test
    void aBillWithoutRecordsHasAnEmptyLedger() {
        Bill bill = usageOnly(Bill.of(List.of()));

        assertEquals(List.of(), bill.attribute().rows());
        assertEquals(List.of(), bill.attribute().result().reconciliation());
    }

    private static Bill usageOnly(Bill bill) {
        Bill left = bill;
        for (SystemTable table : SystemTable.values()) {
            left = table == SystemTable.BILLING_USAGE ? left : left.unreadable(table);
        }
        return left;
    }
}
