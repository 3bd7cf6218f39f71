package dev.costinsights.core.attribution.charge;

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
        for (String value : origin.metadata().values()) {
            if (isOdd(value)) {
                return true;
            }
        }
        return isInTags(origin.customTags());
    }

    private static boolean isInTags(Map<String, String> tags) {
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (isOdd(tag.getKey()) || isOdd(tag.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOdd(String text) {
        if (text == null) {
            return false;
        }
        int length = text.length();
        if (length > LONGEST) {
            return true;
        }
        for (int i = 0; i < length; i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
