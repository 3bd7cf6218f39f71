package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageMetadata;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.UsageRecord;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.duckdb.Sql;
import dev.costinsights.plugin.systemtables.files.Columns;
import dev.costinsights.plugin.systemtables.values.Decimals;
import dev.costinsights.plugin.systemtables.values.JsonText;
import dev.costinsights.plugin.systemtables.values.Leaf;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** {@code system.billing.usage}: the bill. No row of it may be lost, so a row that cannot be read stops the run. */
final class UsageTable implements TableReader {

    private static final Leaf ID = Leaf.text("record_id").mandatory();
    private static final Leaf START = Leaf.time("usage_start_time").mandatory();
    private static final Leaf END = Leaf.time("usage_end_time").mandatory();
    private static final Leaf QUANTITY = Leaf.decimal("usage_quantity").mandatory();
    private static final Leaf DATE = Leaf.day("usage_date");
    private static final Leaf INGESTED = Leaf.day("ingestion_date");
    private static final Leaf TYPE = Leaf.text("record_type");

    private static final Leaf TAGS = Leaf.json("custom_tags");

    /** In the order in which {@link #origin} takes them; the leaves of usage_metadata follow. */
    private static final List<Leaf> SHARED = List.of(
            Leaf.text("account_id"),
            Leaf.text("workspace_id"),
            Leaf.text("cloud"),
            Leaf.text("sku_name").required(),
            Leaf.text("usage_unit").required(),
            Leaf.text("billing_origin_product"),
            Leaf.flag("product_features", "is_serverless"),
            TAGS,
            Leaf.text("identity_metadata", "run_as"),
            Leaf.text("identity_metadata", "owned_by"),
            Leaf.text("identity_metadata", "created_by"));

    private static final UsageKey[] KEYS = UsageKey.values();
    private static final RecordType[] TYPES = RecordType.values();

    private final Recent<Map<String, String>> tags = new Recent<>(json -> JsonText.map(json, TAGS));
    private final OriginCache<UsageOrigin> origins = new OriginCache<>(SHARED.size() + KEYS.length, this::origin);

    private final Consumer<UsageOrigin> listener;
    private long newestDay = Long.MIN_VALUE;

    /** @param listener is told of what is billed, of the same several times perhaps */
    UsageTable(Consumer<UsageOrigin> listener) {
        this.listener = listener;
    }

    @Override
    public SystemTable table() {
        return SystemTable.BILLING_USAGE;
    }

    @Override
    public List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>(List.of(ID, START, END, QUANTITY, DATE, INGESTED, TYPE));
        leaves.addAll(SHARED);
        for (UsageKey key : KEYS) {
            leaves.add(metadata(key));
        }
        return leaves;
    }

    @Override
    public List<String> select(Columns columns) {
        List<String> select = new ArrayList<>();
        select.add(columns.sql(ID));
        select.add(columns.sql(START));
        select.add(columns.sql(END));
        select.add(columns.sql(QUANTITY));
        select.add(columns.sql(DATE));
        select.add(columns.sql(INGESTED));
        select.add(typeCode(columns.sql(TYPE)));
        List<String> shared = new ArrayList<>();
        for (Leaf leaf : SHARED) {
            shared.add(
                    leaf.kind() == Leaf.Kind.FLAG ? "CAST(" + columns.sql(leaf) + " AS VARCHAR)" : columns.sql(leaf));
        }
        for (UsageKey key : KEYS) {
            shared.add(columns.sql(metadata(key)));
        }
        select.add(OriginCache.sql(shared));
        return select;
    }

    @Override
    public String where(Columns columns, CollectionRequest request) {
        return columns.compare(START, ">=", request.window().startMicros()) + " AND "
                + columns.compare(START, "<", request.window().endMicros());
    }

    /** Usage outside the window says how far the bill is known, too, and a file with typed times is not read for it. */
    @Override
    public String summaryQuery(Columns columns) {
        return columns.has(INGESTED) && columns.isTypedTime(START)
                ? "SELECT max(" + columns.sql(INGESTED) + ") FROM " + columns.from()
                : null;
    }

    @Override
    public void summary(Rows row, FactSink facts) {
        knownUntil(row.number(0, Long.MIN_VALUE), facts);
    }

    private void knownUntil(long day, FactSink facts) {
        if (day > newestDay) {
            newestDay = day;
            facts.knownUntil(TimeSpan.micros(
                    LocalDate.ofEpochDay(day + 1).atStartOfDay(ZoneOffset.UTC).toInstant()));
        }
    }

    @Override
    public void read(Rows row, CollectionRequest request, FactSink facts) {
        long start = row.mandatoryNumber(1, START);
        long ingested = row.number(5, Long.MIN_VALUE);
        knownUntil(ingested, facts);
        if (!request.window().contains(start)) {
            return;
        }
        facts.usage(new UsageRecord(
                row.mandatoryText(0, ID),
                origins.get(row, 7),
                new TimeSpan(start, row.mandatoryNumber(2, END)),
                LocalDate.ofEpochDay(row.number(4, Math.floorDiv(start, DAY))),
                Decimals.quantity(row.mandatoryDecimal(3, QUANTITY), QUANTITY),
                TYPES[Math.toIntExact(row.number(6))],
                ingested == Long.MIN_VALUE ? null : LocalDate.ofEpochDay(ingested)));
    }

    /** The type by its ordinal. A table without it, or a row, is from before there were corrections. */
    private static String typeCode(String type) {
        StringBuilder sql = new StringBuilder("CAST(CASE coalesce(" + type + ", 'ORIGINAL')");
        for (RecordType known : TYPES) {
            sql.append(" WHEN ")
                    .append(Sql.literal(known.name()))
                    .append(" THEN ")
                    .append(known.ordinal());
        }
        return sql.append(" ELSE ")
                .append(RecordType.OTHER.ordinal())
                .append(" END AS BIGINT)")
                .toString();
    }

    private static Leaf metadata(UsageKey key) {
        String name = key.name().toLowerCase(Locale.ROOT);
        for (String struct : List.of("ai_gateway", "genie")) {
            if (name.startsWith(struct + '_')) {
                return Leaf.text("usage_metadata", struct, name.substring(struct.length() + 1));
            }
        }
        return Leaf.text("usage_metadata", name);
    }

    private UsageOrigin origin(String[] parts) {
        Map<UsageKey, String> leaves = new EnumMap<>(UsageKey.class);
        for (UsageKey key : KEYS) {
            String value = parts[SHARED.size() + key.ordinal()];
            if (value != null) {
                leaves.put(key, value);
            }
        }
        UsageOrigin origin = UsageOrigin.builder()
                .accountId(parts[0])
                .workspaceId(parts[1])
                .cloud(parts[2])
                .skuName(parts[3])
                .usageUnit(parts[4])
                .product(parts[5])
                .serverless(parts[6] == null ? null : Boolean.valueOf(parts[6]))
                .customTags(parts[7] == null ? Map.of() : tags.get(parts[7]))
                .runAs(parts[8])
                .ownedBy(parts[9])
                .createdBy(parts[10])
                .metadata(UsageMetadata.of(leaves))
                .build();
        listener.accept(origin);
        return origin;
    }
}
