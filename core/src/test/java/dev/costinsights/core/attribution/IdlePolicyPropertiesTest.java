package dev.costinsights.core.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.RandomCases;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.oracle.Ledger;
import dev.costinsights.core.oracle.RandomBill;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every idle policy on every bill: it is a view. */
class IdlePolicyPropertiesTest {

    private static final int BILLS = Integer.getInteger("costinsights.bills", 2_000) / 8;

    @ParameterizedTest
    @EnumSource(names = "SHOW", mode = EnumSource.Mode.EXCLUDE)
    void theIdleCostOfAChargeIsLaidOnItsRowsExactly(IdlePolicy policy) {
        RandomCases.forAll(BILLS, random -> {
            for (List<LedgerRow> rows :
                    byCharge(RandomBill.of(random).attribute(policy)).values()) {
                List<LedgerRow> idle = of(Category.IDLE, rows);
                assertEquals(sum(idle, LedgerRow::listCost), sum(rows, LedgerRow::idleCost), rows::toString);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = "SHOW", mode = EnumSource.Mode.EXCLUDE)
    void whatIsShownIsRecoveredByLeavingTheColumnOut(IdlePolicy policy) {
        RandomCases.forAll(BILLS, random -> {
            RandomBill bill = RandomBill.of(random);
            Ledger shown = bill.attribute(IdlePolicy.SHOW);
            Ledger ledger = bill.attribute(policy);

            assertEquals(
                    shown.rows().stream().map(IdlePolicyPropertiesTest::amounts).toList(),
                    ledger.rows().stream()
                            .filter(row -> !isAddedForItsIdleCost(row, shown))
                            .map(IdlePolicyPropertiesTest::amounts)
                            .toList());
        });
    }

    @Test
    void shownIdleCostIsLaidOnNobody() {
        RandomCases.forAll(BILLS, random -> RandomBill.of(random)
                .attribute(IdlePolicy.SHOW)
                .rows()
                .forEach(row -> assertTrue(row.idleCost().isZero(), row::toString)));
    }

    @Test
    void evenSharesDifferByAUnitForEachIdleRowAtMost() {
        RandomCases.forAll(BILLS, random -> {
            for (List<LedgerRow> rows :
                    byCharge(RandomBill.of(random).attribute(IdlePolicy.EVEN)).values()) {
                List<BigInteger> shares = of(Category.ALLOCATED, rows).stream()
                        .map(row -> row.idleCost().toBigInteger())
                        .sorted()
                        .toList();
                if (!shares.isEmpty()) {
                    BigInteger range = shares.get(shares.size() - 1).subtract(shares.get(0));
                    assertTrue(range.intValueExact() <= of(Category.IDLE, rows).size(), rows::toString);
                }
            }
        });
    }

    @Test
    void weightedSharesAreInProportionToTheBusyOnes() {
        RandomCases.forAll(BILLS, random -> {
            for (List<LedgerRow> rows : byCharge(RandomBill.of(random).attribute(IdlePolicy.WEIGHTED))
                    .values()) {
                List<LedgerRow> allocated = of(Category.ALLOCATED, rows);
                List<LedgerRow> idle = of(Category.IDLE, rows);
                BigInteger busyCost = sum(allocated, row -> absolute(row.listCost()));
                BigInteger idleCost = sum(idle, LedgerRow::listCost);
                for (LedgerRow row : busyCost.signum() == 0 ? List.<LedgerRow>of() : allocated) {
                    // |share * busy - idle * weight| < idle rows * busy
                    BigInteger share = row.idleCost().toBigInteger().multiply(busyCost);
                    BigInteger exact =
                            idleCost.multiply(row.listCost().toBigInteger().abs());
                    BigInteger tolerance = busyCost.multiply(BigInteger.valueOf(idle.size()));
                    assertTrue(share.subtract(exact).abs().compareTo(tolerance) <= 0, rows::toString);
                }
            }
        });
    }

    /** An execution of another hour, which caused this one's idle time. */
    private static boolean isAddedForItsIdleCost(LedgerRow row, Ledger shown) {
        return row.category() == Category.ALLOCATED
                && row.quantity().isZero()
                && row.listCost().isZero()
                && row.effectiveCost().isZero()
                && shown.rows().stream().noneMatch(other -> amounts(other).equals(amounts(row)));
    }

    /** All of a row but its idle cost and the name that a policy writes beside it. */
    private static List<Object> amounts(LedgerRow row) {
        List<Object> all = new ArrayList<>();
        for (Object part : new Object[] {
            row.charge(),
            row.category(),
            row.detail(),
            row.executionType(),
            row.executionId(),
            row.category() == Category.ALLOCATED ? row.amountBasis() : AmountBasis.NONE,
            row.quantity(),
            row.listCost(),
            row.effectiveCost()
        }) {
            all.add(part);
        }
        return all;
    }

    private static Map<Charge, List<LedgerRow>> byCharge(Ledger ledger) {
        Map<Charge, List<LedgerRow>> charges = new LinkedHashMap<>();
        ledger.rows().forEach(row -> charges.computeIfAbsent(row.charge(), charge -> new ArrayList<>())
                .add(row));
        return charges;
    }

    private static List<LedgerRow> of(Category category, List<LedgerRow> rows) {
        return rows.stream().filter(row -> row.category() == category).toList();
    }

    private static Int128 absolute(Int128 amount) {
        return amount.signum() < 0 ? amount.negate() : amount;
    }

    private static BigInteger sum(List<LedgerRow> rows, Function<LedgerRow, Int128> measure) {
        return rows.stream().map(row -> measure.apply(row).toBigInteger()).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
