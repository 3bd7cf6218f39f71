package dev.costinsights.host.estimate;

import java.math.BigDecimal;

/**
 * What was billed for an execution until now.
 *
 * @param quantity in the unit of the usage record
 * @param listCost at list price
 */
public record Bill(BigDecimal quantity, BigDecimal listCost) {

    Bill plus(Bill other) {
        return new Bill(quantity.add(other.quantity), listCost.add(other.listCost));
    }
}
