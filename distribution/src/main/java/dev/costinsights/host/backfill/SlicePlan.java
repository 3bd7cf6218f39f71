package dev.costinsights.host.backfill;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.host.store.Partition;
import dev.costinsights.host.store.RecordedTable;
import dev.costinsights.host.store.SliceKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which slices to read. What arrived is read from the window's first day to today, since corrections come late. What took
 * place is read as far around the window as it matters for it. A slice that was read long enough after its day ended is
 * settled and not read again, unless its file is not what was written. What clients recorded never settles: one that was
 * away hands it over late.
 */
final class SlicePlan {

    /** How far slices of runs are read around the window; the engine looks no further. */
    private static final int FAR_DAYS = 31;

    /** No statement lasts longer, and no usage record either. */
    private static final int NEAR_DAYS = 3;

    /**
     * How long after a window that is over its corrections are looked for, whatever the time is here: the other side's
     * clock may be ahead of ours, and a bill that is over is read as a whole.
     */
    private static final int LATE_DAYS = 45;

    private final BackfillOptions options;
    private final Instant now;
    private final LocalDate newest;
    private final Map<SliceKey, Instant> readAt = new HashMap<>();
    private final Set<SliceKey> damaged;

    /** @param damaged of the known ones, those whose files are gone or broken */
    SlicePlan(BackfillOptions options, Instant now, List<Partition> known, Set<SliceKey> damaged) {
        this.damaged = Set.copyOf(damaged);
        this.options = options;
        this.now = now;
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate late = options.end().plusDays(LATE_DAYS);
        this.newest = options.end().isAfter(today) || late.isBefore(today) ? today : late;
        known.forEach(partition -> readAt.put(partition.slice(), partition.readAt()));
    }

    /** The slices of a table, the oldest first. */
    List<TableSlice> of(SourceTable table) {
        List<TableSlice> slices = new ArrayList<>();
        switch (table.slicing()) {
            case WHOLE -> slices.add(new TableSlice(table, null));
            case INGESTION_DAY, INGESTION_QUARTER -> add(table, options.start(), newest, slices);
            case STATE_QUARTER -> sinceEver(table, options.start().minusDays(NEAR_DAYS), until(NEAR_DAYS), slices);
            case CHANGE_DAY -> sinceEver(table, options.start(), newest, slices);
            case EVENT_DAY, EVENT_QUARTER -> {
                int around = table.schema().equals("lakeflow") ? FAR_DAYS : NEAR_DAYS;
                boolean isBill = table.qualifiedName().equals(SystemTable.BILLING_USAGE.qualifiedName());
                add(table, isBill ? options.start() : options.start().minusDays(around), until(around), slices);
            }
        }
        return slices;
    }

    /** The last day with what matters for a window if it may be so many days after it. */
    private LocalDate until(int daysAfter) {
        LocalDate last = options.end().minusDays(1).plusDays(daysAfter);
        return last.isBefore(newest) ? last : newest;
    }

    /** From a month's start on: as the window moves on, what is older must not be read again every day. */
    private void sinceEver(SourceTable table, LocalDate needed, LocalDate last, List<TableSlice> slices) {
        LocalDate first = needed.withDayOfMonth(1);
        add(TableSlice.andBefore(table, first), slices);
        add(table, first.plusDays(1), last, slices);
    }

    private void add(SourceTable table, LocalDate first, LocalDate last, List<TableSlice> slices) {
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            cut(table, day).forEach(slice -> add(slice, slices));
        }
    }

    /**
     * A day that will be read again is read in quarters, since most of what comes is of the newest. One that is settled when
     * it is read for the first time is read at once. However a day is kept, so it stays.
     */
    private List<TableSlice> cut(SourceTable table, LocalDate day) {
        TableSlice whole = new TableSlice(table, day);
        if (!table.slicing().hasQuarters() || readAt.containsKey(SliceKey.of(whole))) {
            return List.of(whole);
        }
        List<TableSlice> quarters = TableSlice.quarters(table, day);
        boolean isKept = quarters.stream().map(SliceKey::of).anyMatch(readAt::containsKey);
        return isKept || !isSettled(day, now) ? quarters : List.of(whole);
    }

    private void add(TableSlice slice, List<TableSlice> slices) {
        boolean mayCome = RecordedTable.isOne(slice.table().qualifiedName());
        if (options.again() || damaged.contains(SliceKey.of(slice)) || mayCome || !isSettled(slice)) {
            slices.add(slice);
        }
    }

    private boolean isSettled(TableSlice slice) {
        Instant read = readAt.get(SliceKey.of(slice));
        return read != null && !read.isAfter(now) && isSettled(slice.day(), read);
    }

    private boolean isSettled(LocalDate day, Instant read) {
        Instant ended = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return !read.isBefore(ended.plus(options.settle()));
    }
}
