package dev.costinsights.workspace.server.activity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.simulation.jobs.UsageTruth;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Makes rows of the system tables and hands them to who keeps them. */
public final class Rows {
    /** A bill is written so long after the hour's end. */
    private static final Duration BILLED_AFTER = Duration.ofHours(1);

    private static final int MICRO_SCALE = 6;

    private final BiConsumer<String, ObjectNode> sink;
    private final long seed;
    private final Agenda agenda;
    private long records;

    /** @param sink takes a table, e.g. {@code billing.usage}, and a row as JSON */
    public Rows(BiConsumer<String, ObjectNode> sink, long seed, Agenda agenda) {
        this.sink = sink;
        this.seed = seed;
        this.agenda = agenda;
    }

    /** A row that begins with account and workspace. */
    public static ObjectNode row() {
        return Json.object().put("account_id", Account.ID).put("workspace_id", Account.WORKSPACE_ID);
    }

    public void add(String table, ObjectNode row) {
        sink.accept(table, row);
    }

    /** One call for each clock hour that the time touches. */
    public static void hours(Instant start, Instant end, BiConsumer<Instant, Instant> slice) {
        Instant from = start;
        while (from.isBefore(end)) {
            Instant hourEnd = from.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            Instant to = hourEnd.isBefore(end) ? hourEnd : end;
            slice.accept(from, to);
            from = to;
        }
    }

    /** Usage of a cluster's nodes or of serverless compute. */
    public void bill(
            String sku, String product, UsageTruth usage, Map<String, String> tags, ObjectNode metadata, String runAs) {
        bill(
                sku,
                product,
                BigDecimal.valueOf(usage.microDbu(), MICRO_SCALE),
                Instant.ofEpochMilli(usage.start()),
                Instant.ofEpochMilli(usage.end()),
                tags,
                metadata,
                runAs,
                usage.cluster() == null);
    }

    /** Usage of compute, within an hour. It can be read an hour after it is over, and has that moment's date. */
    public void bill(
            String sku,
            String product,
            BigDecimal quantity,
            Instant start,
            Instant end,
            Map<String, String> tags,
            ObjectNode metadata,
            String runAs,
            boolean serverless) {
        Instant due = end.plus(BILLED_AFTER);
        Instant comes = due.isBefore(agenda.now()) ? agenda.now() : due;
        ObjectNode row = row().put("record_id", id("usage"))
                .put("sku_name", sku)
                .put("cloud", Account.CLOUD)
                .put("usage_start_time", start.toString())
                .put("usage_end_time", end.toString())
                .put("usage_date", date(start))
                .put("usage_unit", "DBU")
                .put("usage_quantity", quantity.toPlainString())
                .put("record_type", "ORIGINAL")
                .put("ingestion_date", date(comes))
                .put("billing_origin_product", product)
                .put("usage_type", "COMPUTE_TIME");
        ObjectNode tagNode = row.putObject("custom_tags");
        tags.forEach(tagNode::put);
        row.set("usage_metadata", metadata);
        row.putObject("identity_metadata").put("run_as", runAs);
        row.putObject("product_features").put("is_serverless", serverless).put("is_photon", false);
        agenda.at(comes, () -> add("billing.usage", row));
    }

    /** Ids that are the same for the same order of events. */
    public synchronized String id(String kind) {
        return UUID.nameUUIDFromBytes((kind + '-' + seed + '-' + records++).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public static String date(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
