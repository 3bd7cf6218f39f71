package dev.costinsights.core.attribution.charge;

import dev.costinsights.core.model.Charge;
import java.util.Comparator;

/** The order of charges within a resource: start, end, record id, part (method, section 11). */
public final class ChargeOrder {

    public static final Comparator<Charge> WITHIN_RESOURCE = Comparator.<Charge>comparingLong(
                    charge -> charge.span().startMicros())
            .thenComparingLong(charge -> charge.span().endMicros())
            .thenComparing(Charge::usageRecordId)
            .thenComparingInt(Charge::part);

    private ChargeOrder() {}
}
