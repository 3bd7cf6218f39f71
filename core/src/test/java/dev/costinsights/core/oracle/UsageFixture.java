package dev.costinsights.core.oracle;

import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageMetadata;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.UsageRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A usage record; an hour of 60 units from 10 o'clock, unless told otherwise. */
public final class UsageFixture implements Evidence {

    private final String recordId;
    private final Map<UsageKey, String> keys = new EnumMap<>(UsageKey.class);
    private final Map<String, String> tags = new TreeMap<>();
    private String accountId = Fixtures.ACCOUNT;
    private String workspaceId = Fixtures.WORKSPACE;
    private String cloud = Fixtures.CLOUD;
    private String sku = Fixtures.SKU;
    private String product = "";
    private String runAs;
    private String ownedBy;
    private TimeSpan span = Time.between("10:00", "11:00");
    private String quantity = "60";
    private RecordType type = RecordType.ORIGINAL;
    private LocalDate ingested = LocalDate.parse("2026-10-06");

    UsageFixture(String recordId) {
        this.recordId = recordId;
    }

    public UsageFixture account(String value) {
        this.accountId = value;
        return this;
    }

    public UsageFixture workspace(String value) {
        this.workspaceId = value;
        return this;
    }

    public UsageFixture cloud(String value) {
        this.cloud = value;
        return this;
    }

    public UsageFixture sku(String value) {
        this.sku = value;
        return this;
    }

    public UsageFixture product(String value) {
        this.product = value;
        return this;
    }

    public UsageFixture key(UsageKey key, String id) {
        keys.put(key, id);
        return this;
    }

    public UsageFixture tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    public UsageFixture runAs(String value) {
        this.runAs = value;
        return this;
    }

    public UsageFixture ownedBy(String value) {
        this.ownedBy = value;
        return this;
    }

    public UsageFixture during(String start, String end) {
        return during(Time.between(start, end));
    }

    public UsageFixture during(TimeSpan value) {
        this.span = value;
        return this;
    }

    public UsageFixture quantity(String value) {
        this.quantity = value;
        return this;
    }

    public UsageFixture type(RecordType value) {
        this.type = value;
        return this;
    }

    public UsageFixture ingested(String date) {
        this.ingested = date == null ? null : LocalDate.parse(date);
        return this;
    }

    public UsageRecord build() {
        UsageOrigin origin = UsageOrigin.builder()
                .accountId(accountId)
                .workspaceId(workspaceId)
                .cloud(cloud)
                .skuName(sku)
                .usageUnit(Fixtures.UNIT)
                .product(product)
                .metadata(UsageMetadata.of(keys))
                .customTags(Map.copyOf(tags))
                .runAs(runAs)
                .ownedBy(ownedBy)
                .build();
        LocalDate date =
                TimeSpan.instant(span.startMicros()).atZone(ZoneOffset.UTC).toLocalDate();
        return new UsageRecord(recordId, origin, span, date, new BigDecimal(quantity), type, ingested);
    }

    @Override
    public List<Fact> facts() {
        return List.of(Fact.of(build()));
    }
}
