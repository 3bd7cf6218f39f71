package dev.costinsights.core.attribution.charge;

import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageOrigin;
import java.util.Map;

/** Texts that a record keeps as they are, but that whoever shows them should beware of. */
final class OddText {

    private static final int LONGEST = 1000;

    private OddText() {}

    static boolean isIn(UsageOrigin origin) {
        if (isOdd(origin.skuName())
                || isOdd(origin.usageUnit())
                || isOdd(origin.product())
                || isOdd(origin.runAs())
                || isOdd(origin.ownedBy())
                || isOdd(origin.createdBy())) {
            return true;
        }
        for (UsageKey key : UsageKey.values()) {
            if (isOdd(origin.metadata().get(key))) {
                return true;
            }
        }
        for (Map.Entry<String, String> tag : origin.customTags().entrySet()) {
            if (isOdd(tag.getKey()) || isOdd(tag.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOdd(String text) {
        return text != null && (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl));
    }
}
