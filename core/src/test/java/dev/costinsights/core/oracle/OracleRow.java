package dev.costinsights.core.oracle;

import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.WorkContext;
import java.math.BigInteger;

/**
 * A row of the ledger as the method has it, with exact amounts.
 *
 * @param resource null where the method does not say
 */
record OracleRow(
        OracleCharge charge,
        Resource resource,
        ChargeStatus status,
        OracleShare share,
        WorkContext context,
        Identity identity) {

    Fraction quantity() {
        return share.part().times(charge.quantity());
    }

    Fraction listCost() {
        return share.part().times(charge.listCost());
    }

    Fraction effectiveCost() {
        return share.part().times(charge.effectiveCost());
    }

    /** How far the engine's integer may be from the exact amount. */
    Fraction tolerance() {
        return Fraction.of(BigInteger.valueOf(share.splits()), BigInteger.ONE);
    }
}
