package dev.costinsights.core.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A row of {@code system.billing.usage}.
 *
 * @param recordId {@code record_id}; with the account the key that tells a second read from a second record
 * @param origin what many records share
 * @param span {@code [usage_start_time, usage_end_time)}; may be empty, may run backwards, may be 49 hours long
 * @param usageDate {@code usage_date}; the UTC date of the start where the table leaves it empty
 * @param quantity {@code usage_quantity}, signed, at most 18 decimals, and below 1.7 times 10<sup>20</sup>
 * @param type {@code record_type}
 * @param ingestionDate {@code ingestion_date}, or null when unknown
 */
public record UsageRecord(
        String recordId,
        UsageOrigin origin,
        TimeSpan span,
        LocalDate usageDate,
        BigDecimal quantity,
        RecordType type,
        LocalDate ingestionDate) {

    /** {@code DECIMAL(38,18)}, the table's own type: what a quantity is kept in everywhere. */
    public static final int QUANTITY_SCALE = 18;

    public UsageRecord {
        Objects.requireNonNull(recordId, "recordId");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(usageDate, "usageDate");
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(type, "type");
    }
}
