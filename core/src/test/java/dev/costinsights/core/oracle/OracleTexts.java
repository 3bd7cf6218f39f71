package dev.costinsights.core.oracle;

import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.UsageRecord;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** The names, ids and tags of a usage record. */
final class OracleTexts {

    private static final int LONGEST = 1_000;

    private OracleTexts() {}

    static Stream<String> of(UsageRecord record) {
        UsageOrigin origin = record.origin();
        Stream<String> columns = Stream.of(
                record.recordId(),
                origin.accountId(),
                origin.workspaceId(),
                origin.cloud(),
                origin.skuName(),
                origin.usageUnit(),
                origin.product(),
                origin.runAs(),
                origin.ownedBy(),
                origin.createdBy());
        Stream<String> ids =
                Arrays.stream(UsageKey.values()).map(key -> origin.metadata().get(key));
        Stream<String> tags =
                origin.customTags().entrySet().stream().flatMap(tag -> Stream.of(tag.getKey(), tag.getValue()));
        return Stream.of(columns, ids, tags).flatMap(texts -> texts).filter(Objects::nonNull);
    }

    static boolean isOdd(String text) {
        return text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl);
    }
}
