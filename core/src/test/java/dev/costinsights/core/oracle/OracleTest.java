package dev.costinsights.core.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.RandomCases;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engine against the method carried out slowly, on random bills. */
class OracleTest {

    static final int BILLS = Integer.getInteger("costinsights.bills", 2_000);

    @Test
    void theEngineAgreesWithTheOracleOnEveryRowOfEveryBill() {
        RandomCases.forAll(BILLS, random -> {
            RandomBill bill = RandomBill.of(random);
            Oracle oracle = new Oracle(bill.bill(), bill.options());

            List<String> differences =
                    Comparison.of(oracle.rows(), bill.attribute().rows());

            assertTrue(
                    differences.isEmpty(),
                    () -> "\n" + String.join("\n", differences) + "\nThe bill was:\n" + bill.bill());
        });
    }
}
