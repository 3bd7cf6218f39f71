package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An order over what records share, by content alone. It only decides between two contradicting reads of one record that
 * nothing else tells apart, so that the order of reading does not.
 */
final class OriginOrder {

    private OriginOrder() {}

    static int compare(UsageOrigin left, UsageOrigin right) {
        return compare(parts(left), parts(right));
    }

    static int compare(StatementEvidence left, StatementEvidence right) {
        return compare(parts(left), parts(right));
    }

    private static int compare(List<String> left, List<String> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<String> parts(UsageOrigin origin) {
        List<String> parts = new ArrayList<>(List.of(
                origin.accountId(),
                origin.workspaceId(),
                origin.cloud(),
                origin.skuName(),
                origin.usageUnit(),
                origin.product()));
        parts.add(String.valueOf(origin.serverless()));
        for (UsageKey key : UsageKey.values()) {
            parts.add(String.valueOf(origin.metadata().get(key)));
        }
        parts.add(text(origin.customTags()));
        parts.add(String.valueOf(origin.runAs()));
        parts.add(String.valueOf(origin.ownedBy()));
        parts.add(String.valueOf(origin.createdBy()));
        return parts;
    }

    private static List<String> parts(StatementEvidence evidence) {
        return List.of(
                evidence.workspaceId(),
                String.valueOf(evidence.warehouseId()),
                String.valueOf(evidence.executedBy()),
                evidence.source().toString(),
                evidence.tags().toString(),
                evidence.comment().toString());
    }

    private static String text(Map<String, String> tags) {
        return new TreeMap<>(tags).toString();
    }
}
