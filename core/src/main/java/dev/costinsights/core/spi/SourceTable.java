package dev.costinsights.core.spi;

import java.util.List;
import java.util.Objects;

/**
 * A table that a {@link TableSource} can read, or cannot and says why.
 *
 * @param schema e.g. {@code billing}
 * @param name e.g. {@code usage}
 * @param region the cloud region whose rows it holds, or empty when it holds all regions'
 * @param slicing how it is read piece by piece
 * @param columns in the order in which rows come; empty when it cannot be read
 * @param problem why it cannot be read and what to do, or null
 */
public record SourceTable(
        String schema,
        String name,
        String region,
        Slicing slicing,
        List<SourceColumn> columns,
        CostInsightsException problem) {

    /** How a table is cut into slices. */
    public enum Slicing {
        /** By the day on which rows arrived. */
        INGESTION_DAY,
        /**
         * As {@link #INGESTION_DAY}, and a day that still grows is read in quarters: by the time of day, whichever day, at which
         * what a row tells of began.
         */
        INGESTION_QUARTER,
        /** By the day on which what the row tells of took place; rows may still come and change for some days. */
        EVENT_DAY,
        /**
         * As {@link #EVENT_DAY}, and a day that still grows is read in quarters, so that what comes in an hour does not bring all
         * of it again.
         */
        EVENT_QUARTER,
        /**
         * As {@link #EVENT_QUARTER}, and what a row says of an object holds until the object's next row, however far away that
         * is. So the first of the days that are read holds, too, what still holds when it begins: at least the last rows of
         * each object before it, {@link TableSlice#andBefore()}.
         */
        STATE_QUARTER,
        /**
         * By the day on which a version of an object came to be. Versions of any age matter, so the first of the days that are
         * read holds all older ones, too: {@link TableSlice#andBefore()}.
         */
        CHANGE_DAY,
        /** Not at all: the table is small. */
        WHOLE;

        /** Whether the first of the days that are read holds something of what was before. */
        public boolean reachesBack() {
            return this == CHANGE_DAY || this == STATE_QUARTER;
        }

        /** Whether a slice may be a quarter of a day. */
        public boolean hasQuarters() {
            return this == INGESTION_QUARTER || this == EVENT_QUARTER || this == STATE_QUARTER;
        }
    }

    public SourceTable {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(slicing, "slicing");
        columns = List.copyOf(columns);
    }

    /** {@code billing.usage}, ... */
    public String qualifiedName() {
        return schema + '.' + name;
    }
}
