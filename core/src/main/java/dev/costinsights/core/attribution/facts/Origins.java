package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageMetadata;
import dev.costinsights.core.model.UsageOrigin;
import java.util.AbstractList;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What usage records share, each origin once and by number. A bill names every run of a job, so that a month has a million
 * origins: they are kept as bytes, of which one is made again when somebody asks.
 */
final class Origins extends AbstractList<UsageOrigin> {

    private static final UsageKey[] KEYS = UsageKey.values();

    /** Ids that hardly any two origins have in common, and that need not be numbers. */
    private static final Set<UsageKey> OF_ONE_RUN = EnumSet.of(
            UsageKey.CLUSTER_ID,
            UsageKey.JOB_RUN_ID,
            UsageKey.DLT_UPDATE_ID,
            UsageKey.DLT_MAINTENANCE_ID,
            UsageKey.SHARING_MATERIALIZATION_ID,
            UsageKey.AI_RUNTIME_WORKLOAD_ID);

    private static final int RECENT = 1 << 8;

    /** All but tags and ids: there are far fewer of these than of origins. */
    private record Frame(
            String accountId,
            String workspaceId,
            String cloud,
            String skuName,
            String usageUnit,
            String product,
            Boolean serverless,
            String runAs,
            String ownedBy,
            String createdBy,
            Set<UsageKey> keys) {}

    private final Consumer<UsageOrigin> listener;
    private final TextCodes codes = new TextCodes();
    private final Pool<Frame> frames = new Pool<>();
    private final TagMaps tags = new TagMaps(codes);
    private final ByteStrings origins = new ByteStrings();
    private final ByteWriter writer = new ByteWriter();
    private final ByteReader reader = new ByteReader();
    private final UsageOrigin[] recent = new UsageOrigin[RECENT];
    private final int[] recentNumbers = new int[RECENT];
    private UsageOrigin last;
    private int lastNumber;

    /** @param listener is told of every origin once, when it gets its number */
    Origins(Consumer<UsageOrigin> listener) {
        this.listener = listener;
    }

    int number(UsageOrigin origin) {
        if (origin != last) {
            write(origin);
            int known = origins.size();
            lastNumber = origins.number(writer);
            last = origin;
            if (lastNumber == known) {
                listener.accept(origin);
            }
        }
        return lastNumber;
    }

    /** Equal to the origin that got the number; records of one resource, which come together, may get one instance. */
    @Override
    public UsageOrigin get(int number) {
        int place = number & RECENT - 1;
        if (recent[place] == null || recentNumbers[place] != number) {
            recent[place] = read(number, true);
            recentNumbers[place] = number;
        }
        return recent[place];
    }

    /** The same without its tags, for those who look at all. */
    UsageOrigin untagged(int number) {
        return read(number, false);
    }

    @Override
    public int size() {
        return origins.size();
    }

    void seal() {
        origins.seal();
        tags.seal();
        last = null;
    }

    private void write(UsageOrigin origin) {
        UsageMetadata metadata = origin.metadata();
        Set<UsageKey> keys = EnumSet.noneOf(UsageKey.class);
        for (UsageKey key : KEYS) {
            if (metadata.has(key)) {
                keys.add(key);
            }
        }
        int frame = frames.number(new Frame(
                origin.accountId(),
                origin.workspaceId(),
                origin.cloud(),
                origin.skuName(),
                origin.usageUnit(),
                origin.product(),
                origin.serverless(),
                origin.runAs(),
                origin.ownedBy(),
                origin.createdBy(),
                keys));
        int tagMap = tags.number(origin.customTags());
        writer.clear();
        writer.putVarint(frame);
        writer.putVarint(tagMap);
        for (UsageKey key : keys) {
            codes.write(metadata.get(key), !OF_ONE_RUN.contains(key), writer);
        }
    }

    private UsageOrigin read(int number, boolean tagged) {
        origins.read(number, reader);
        Frame frame = frames.value((int) reader.varint());
        int tagMap = (int) reader.varint();
        String[] values = new String[frame.keys.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = codes.read(reader);
        }
        return UsageOrigin.builder()
                .accountId(frame.accountId)
                .workspaceId(frame.workspaceId)
                .cloud(frame.cloud)
                .skuName(frame.skuName)
                .usageUnit(frame.usageUnit)
                .product(frame.product)
                .serverless(frame.serverless)
                .runAs(frame.runAs)
                .ownedBy(frame.ownedBy)
                .createdBy(frame.createdBy)
                .metadata(UsageMetadata.of(frame.keys, values))
                .customTags(tagged ? tags.get(tagMap) : Map.of())
                .build();
    }
}
