package dev.costinsights.core.attribution.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageMetadata;
import dev.costinsights.core.model.UsageOrigin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OriginsTest {

    /** Forms that have codes of their own, and their neighbours. */
    private static final List<String> TEXTS = List.of(
            "0",
            "00",
            "-1",
            "7",
            "999999999999999999",
            "1000000000000000000",
            "99999999999999999999",
            "c0ffee00-1234-5678-9abc-def012345678",
            "C0FFEE00-1234-5678-9ABC-DEF012345678",
            "c0ffee00-1234-5678-9abc-def01234567",
            "prod",
            "caf\u00e9",
            "\u4f1a\u8ba1",
            "\ud83d\ude00 and half of it \ud83d",
            "\u0000\u001f",
            "a text that is longer than those that are shared",
            "x".repeat(200_000));

    private final List<UsageOrigin> heard = new ArrayList<>();
    private final Origins origins = new Origins(heard::add);

    @Test
    void origins_come_back_as_they_were() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<UsageOrigin> added = new ArrayList<>();
        Map<UsageOrigin, Integer> numbers = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            UsageOrigin origin =
                    i % 3 == 2 ? copy(added.get(random.nextInt(added.size()))) : origin(random, random.nextInt(4));
            added.add(origin);
            int number = origins.number(origin);
            assertEquals(numbers.computeIfAbsent(origin, o -> numbers.size()), number, "seed " + seed);
        }
        origins.seal();

        assertEquals(numbers.size(), origins.size(), "seed " + seed);
        assertEquals(numbers.size(), heard.size(), "seed " + seed);
        numbers.forEach((origin, number) -> {
            assertEquals(origin, origins.get(number), "seed " + seed);
            assertEquals(origin.hashCode(), origins.get(number).hashCode(), "seed " + seed);
            assertEquals(origin.metadata(), origins.untagged(number).metadata(), "seed " + seed);
            assertEquals(Map.of(), origins.untagged(number).customTags(), "seed " + seed);
            assertEquals(origin, heard.get(number), "seed " + seed);
        });
    }

    private static UsageOrigin origin(Random random, int tags) {
        Map<UsageKey, String> leaves = new EnumMap<>(UsageKey.class);
        for (UsageKey key : UsageKey.values()) {
            if (random.nextInt(8) == 0) {
                leaves.put(key, text(random));
            }
        }
        Map<String, String> customTags = new HashMap<>();
        for (int i = 0; i < tags; i++) {
            customTags.put(text(random), text(random));
        }
        return UsageOrigin.builder()
                .accountId("account")
                .workspaceId(String.valueOf(random.nextInt(3)))
                .cloud("AWS")
                .skuName(random.nextBoolean() ? "JOBS" : "")
                .usageUnit("DBU")
                .product(text(random))
                .serverless(random.nextBoolean() ? random.nextBoolean() : null)
                .metadata(UsageMetadata.of(leaves))
                .customTags(customTags)
                .runAs(random.nextBoolean() ? text(random) : null)
                .ownedBy(random.nextBoolean() ? "owner" : null)
                .createdBy(null)
                .build();
    }

    private static String text(Random random) {
        int form = random.nextInt(60);
        return form < TEXTS.size()
                ? TEXTS.get(form)
                : form < 30
                        ? new UUID(random.nextLong(), random.nextLong()).toString()
                        : String.valueOf(random.nextInt(1000));
    }

    /** Equal, but no part is the same instance. */
    private static UsageOrigin copy(UsageOrigin origin) {
        Map<UsageKey, String> leaves = new EnumMap<>(UsageKey.class);
        for (UsageKey key : UsageKey.values()) {
            if (origin.metadata().has(key)) {
                leaves.put(key, String.valueOf(origin.metadata().get(key).toCharArray()));
            }
        }
        return UsageOrigin.builder()
                .accountId(origin.accountId())
                .workspaceId(origin.workspaceId())
                .cloud(origin.cloud())
                .skuName(origin.skuName())
                .usageUnit(origin.usageUnit())
                .product(origin.product())
                .serverless(origin.serverless())
                .metadata(UsageMetadata.of(leaves))
                .customTags(new HashMap<>(origin.customTags()))
                .runAs(origin.runAs())
                .ownedBy(origin.ownedBy())
                .createdBy(origin.createdBy())
                .build();
    }
}
