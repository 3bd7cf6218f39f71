package dev.costinsights.host.estimate;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * What the tables of estimates can hold. Bills and recordings may hold anything, and one odd value must not keep a ledger, or
 * the estimates beside it, from being made.
 */
final class Fit {

    static final int ID = 255;
    static final int WORKSPACE = 64;
    static final int CLOUD = 16;
    static final int UNIT = 64;

    /** Of {@code DECIMAL(38, 18)} and {@code DECIMAL(38, 12)}. */
    static final int QUANTITY_DIGITS = 20;

    static final int COST_DIGITS = 26;

    private Fit() {}

    /** Whether a column takes it as it is. */
    static boolean fits(String text, int most) {
        return text.length() <= most && text.equals(plain(text));
    }

    /** @param digits before the point that the column has */
    static boolean fits(BigDecimal number, int digits) {
        return number.precision() - number.scale() <= digits;
    }

    /** With a question mark for each character that PostgreSQL refuses in text: zero, and half of a pair. */
    static String plain(String text) {
        return text == null
                ? null
                : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '?');
    }

    static boolean fits(WorkOfDay work) {
        return Stream.of(
                                work.workId(),
                                work.objectId(),
                                work.billing().accountId(),
                                work.billing().skuName())
                        .allMatch(text -> fits(text, ID))
                && fits(work.workspaceId(), WORKSPACE)
                && fits(work.billing().cloud(), CLOUD)
                && fits(work.billing().usageUnit(), UNIT)
                && fits(work.quantity(), QUANTITY_DIGITS)
                && fits(work.listCost(), COST_DIGITS);
    }

    static boolean fits(KeptEstimate estimate) {
        return fits(estimate.executionId(), ID)
                && fits(estimate.workspaceId(), WORKSPACE)
                && (estimate.objectId() == null || fits(estimate.objectId(), ID))
                && (estimate.skuName() == null || fits(estimate.skuName(), ID))
                && estimate.quantity().stream().allMatch(number -> fits(number, QUANTITY_DIGITS))
                && estimate.cost().stream().allMatch(number -> fits(number, COST_DIGITS));
    }

    static boolean fits(BilledStatement statement) {
        return fits(statement.bill().quantity(), QUANTITY_DIGITS)
                && fits(statement.bill().listCost(), COST_DIGITS);
    }
}
