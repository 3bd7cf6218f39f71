package dev.costinsights.core.attribution;

import static dev.costinsights.core.oracle.Fixtures.SKU;
import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.discount;
import static dev.costinsights.core.oracle.Fixtures.listPrice;
import static dev.costinsights.core.oracle.Fixtures.price;
import static dev.costinsights.core.oracle.Fixtures.runUsage;
import static dev.costinsights.core.oracle.Fixtures.skuPrice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.ReconciliationRow;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.oracle.Ledger;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a charge costs: sources of prices, their times, and the cuts that they make. */
class PricingTest {

    private static final Bill NO_PRICES = Bill.of(runUsage("u1", "r1"));

    @Test
    void aPriceChangeInsideARecordCutsItInTime() {
        Ledger ledger = NO_PRICES
                .with(listPrice("1", "2026-10-01T00:00", "10:15"), listPrice("3", "10:15", null))
                .attribute();

        assertEquals(List.of("DIRECT JOB_RUN r1 15", "DIRECT JOB_RUN r1 135"), ledger.shares());
        assertEquals(List.of("15", "45"), quantities(ledger));
        assertEquals(
                List.of(0, 1),
                ledger.rows().stream().map(row -> row.charge().part()).toList());
    }

    @Test
    void aListThatEndsASecondBeforeTheNextHasNoGap() {
        Ledger ledger = NO_PRICES
                .with(listPrice("1", "2026-10-01T00:00", "10:29:59"), listPrice("2", "10:30", null))
                .attribute();

        assertEquals(List.of("30", "30"), quantities(ledger));
        assertEquals(List.of("DIRECT JOB_RUN r1 30", "DIRECT JOB_RUN r1 60"), ledger.shares());
    }

    @Test
    void aGapInTheListIsUnpriced() {
        Ledger ledger = NO_PRICES
                .with(listPrice("1", "2026-10-01T00:00", "10:20"), listPrice("1", "10:40", null))
                .attribute();

        assertEquals(List.of("DIRECT JOB_RUN r1 20", "UNPRICED JOB_RUN r1 0", "DIRECT JOB_RUN r1 20"), ledger.shares());
        assertEquals(List.of("20", "20", "20"), quantities(ledger));
    }

    @Test
    void aRecordThatGetsAPriceOnTheWayCountsInBothLinesOfTheProof() {
        List<ReconciliationRow> lines = NO_PRICES
                .with(listPrice("1", "10:20", "10:30"), listPrice("2", "10:30", "10:40"))
                .attribute()
                .result()
                .reconciliation();

        assertEquals(
                List.of("", "USD"),
                lines.stream().map(ReconciliationRow::currency).toList());
        assertEquals(
                List.of(1L, 1L),
                lines.stream().map(ReconciliationRow::usageRecords).toList());
        assertEquals(
                List.of(2L, 2L),
                lines.stream().map(ReconciliationRow::ledgerRows).toList());
    }

    @Test
    void partsOfARecordHaveOneStatus() {
        Ledger ledger = NO_PRICES
                .with(listPrice("1", "2026-10-01T00:00", "10:30"), listPrice("2", "10:30", null))
                .attribute(Bill.options()
                        .asOf(Instant.parse("2026-10-08T10:30:00Z"))
                        .build());

        assertEquals(
                List.of(ChargeStatus.PROVISIONAL, ChargeStatus.PROVISIONAL),
                ledger.rows().stream().map(row -> row.charge().status()).toList());
    }

    @Test
    void aPriceThatDoesNotChangeDoesNotCut() {
        Ledger ledger = NO_PRICES
                .with(listPrice("1", "2026-10-01T00:00", "10:20"), listPrice("1.00", "10:20", null))
                .attribute();

        assertEquals(List.of("DIRECT JOB_RUN r1 60"), ledger.shares());
    }

    @Test
    void withoutAPriceThereIsAQuantityOnly() {
        LedgerRow row = NO_PRICES.attribute().row();

        assertEquals(Category.UNPRICED, row.category());
        assertEquals(PriceSource.NONE, row.charge().priceSource());
        assertEquals("", row.charge().currency());
        assertEquals("60", Ledger.plain(row.quantity(), Charge.QUANTITY_SCALE));
    }

    @Test
    void aFreeSkuIsPricedAtNothing() {
        LedgerRow row =
                NO_PRICES.with(price(PriceSource.LIST, "USD", "0")).attribute().row();

        assertEquals(Category.DIRECT, row.category());
        assertEquals(PriceSource.LIST, row.charge().priceSource());
        assertEquals("0", cost(row));
    }

    @Test
    void theBestSourceWins() {
        Bill bill = NO_PRICES.with(price(PriceSource.LIST, "USD", "5"));
        assertPrice(bill, PriceSource.LIST, "300", "300");

        bill = bill.with(price(PriceSource.EFFECTIVE_LIST, "USD", "4"));
        assertPrice(bill, PriceSource.EFFECTIVE_LIST, "240", "240");

        bill = bill.with(price(PriceSource.ACCOUNT, "USD", "3"));
        assertPrice(bill, PriceSource.ACCOUNT, "240", "180");

        bill = bill.with(price(PriceSource.CONTRACT, "USD", "2"));
        assertPrice(bill, PriceSource.CONTRACT, "240", "120");
    }

    @Test
    void aDiscountIsTakenOffTheListPriceOnly() {
        Bill bill = NO_PRICES.with(aDollar(), discount("*", "10"));
        assertPrice(bill, PriceSource.LIST, "60", "54");

        assertPrice(bill.with(price(PriceSource.ACCOUNT, "USD", "0.8")), PriceSource.ACCOUNT, "60", "48");
    }

    @Test
    void theLongestPatternOfADiscountWins() {
        Bill bill = NO_PRICES.with(aDollar(), discount("*", "50"), discount("S*U", "25"), discount("T*", "90"));

        assertPrice(bill, PriceSource.LIST, "60", "45");
    }

    @Test
    void aContractPriceStandsInForAMissingListPrice() {
        Bill bill = NO_PRICES.with(price(PriceSource.CONTRACT, "USD", "2"));

        assertPrice(bill, PriceSource.CONTRACT, "120", "120");
        assertEquals(
                Set.of(Flag.LIST_PRICE_MISSING), bill.attribute().row().charge().flags());
    }

    @Test
    void ofTwoValidPricesTheNewestWinsAndTheRowSaysSo() {
        LedgerRow row = NO_PRICES
                .with(listPrice("1", "2026-10-01T00:00", null), listPrice("2", "2026-10-02T00:00", null))
                .attribute()
                .row();

        assertEquals("120", cost(row));
        assertEquals(Set.of(Flag.AMBIGUOUS_PRICE), row.charge().flags());
    }

    @Test
    void ofTwoPricesWithOneStartTheLargerWins() {
        LedgerRow row = NO_PRICES
                .with(listPrice("2", "2026-10-01T00:00", null), listPrice("1", "2026-10-01T00:00", "2026-11-01T00:00"))
                .attribute()
                .row();

        assertEquals("120", cost(row));
    }

    @Test
    void aRecordWithoutLengthIsPricedAtItsStart() {
        LedgerRow row = Bill.of(
                        runUsage("u1", "r1").during("10:30", "10:30"),
                        listPrice("1", "2026-10-01T00:00", "10:30"),
                        listPrice("2", "10:30", null))
                .attribute()
                .row();

        assertEquals("120", cost(row));
        assertEquals(Set.of(Flag.ZERO_LENGTH), row.charge().flags());
    }

    @Test
    void aCostIsRoundedHalfToEvenOnce() {
        Bill bill = Bill.of(
                runUsage("u1", "r1").quantity("0.000001"),
                runUsage("u2", "r1").quantity("0.000003"),
                price(PriceSource.LIST, "USD", "0.0000005"));

        assertEquals(
                List.of("DIRECT JOB_RUN r1 0", "DIRECT JOB_RUN r1 0.000000000002"),
                bill.attribute().shares());
    }

    @Test
    void dollarsAreTakenWhereThereAreAnyElseTheFirstOtherCurrency() {
        Bill bill = Bill.of(
                runUsage("u1", "r1").sku("A"),
                runUsage("u2", "r1").sku("B"),
                skuPrice("A", "EUR", "3"),
                skuPrice("A", "USD", "1"),
                skuPrice("B", "GBP", "4"),
                skuPrice("B", "EUR", "2"));

        assertEquals(List.of("USD", "EUR"), currencies(bill.attribute()));
        assertEquals(
                List.of("DIRECT JOB_RUN r1 60", "DIRECT JOB_RUN r1 120"),
                bill.attribute().shares());
        assertEquals(2, bill.attribute().result().reconciliation().size());
    }

    @Test
    void noOtherCurrencyStandsInForTheOneAskedFor() {
        Bill bill = NO_PRICES.with(skuPrice(SKU, "USD", "1"), skuPrice("OTHER", "EUR", "1"));

        LedgerRow row = bill.attribute(Bill.options().currency("EUR").build()).row();

        assertEquals(Category.UNPRICED, row.category());
    }

    @Test
    void aCurrencyInWhichNothingIsPricedIsAMistakeOfTheCaller() {
        AttributionOptions inYen = Bill.options().currency("JPY").build();
        Bill bill = NO_PRICES.with(aDollar());

        CostInsightsException thrown = assertThrows(CostInsightsException.class, () -> bill.attribute(inYen));

        assertEquals(ErrorCode.CONFIGURATION, thrown.code());
        assertTrue(thrown.getMessage().contains("JPY"), thrown.getMessage());
    }

    @Test
    void partsOfSeveralRecordsStandInTheOrderOfTheirOwnTimes() {
        Ledger ledger = Bill.of(
                        runUsage("u1", "r1").during("10:00", "12:00"),
                        runUsage("u2", "r1").during("10:00", "11:00"),
                        runUsage("u0", "r1").during("10:00", "11:00").sku("OTHER"),
                        skuPrice("OTHER", "USD", "1"),
                        listPrice("1", "2026-10-01T00:00", "10:15"),
                        listPrice("3", "10:15", null))
                .attribute();

        assertEquals(
                List.of("u1 0", "u2 0", "u0 0", "u2 1", "u1 1"),
                ledger.rows().stream()
                        .map(row -> row.charge().usageRecordId() + " "
                                + row.charge().part())
                        .toList());
    }

    private static void assertPrice(Bill bill, PriceSource source, String listCost, String effectiveCost) {
        LedgerRow row = bill.attribute().row();
        assertEquals(source, row.charge().priceSource());
        assertEquals(listCost, cost(row));
        assertEquals(effectiveCost, Ledger.plain(row.effectiveCost(), Charge.COST_SCALE));
    }

    private static String cost(LedgerRow row) {
        return Ledger.plain(row.listCost(), Charge.COST_SCALE);
    }

    private static List<String> quantities(Ledger ledger) {
        return ledger.rows().stream()
                .map(row -> Ledger.plain(row.quantity(), Charge.QUANTITY_SCALE))
                .toList();
    }

    private static List<String> currencies(Ledger ledger) {
        return ledger.rows().stream().map(row -> row.charge().currency()).toList();
    }
}
