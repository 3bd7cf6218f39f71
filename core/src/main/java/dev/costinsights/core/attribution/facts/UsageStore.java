package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.UsageRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/** Usage records in columns, each record once: its newest revision. */
public final class UsageStore {

    private static final int NO_DATE = Integer.MIN_VALUE;
    private static final RecordType[] TYPES = RecordType.values();

    private final IdCodec ids = new IdCodec();
    private final Origins origins;

    private int size;
    private final IntColumn originOf = new IntColumn();
    private final LongColumn idHigh = new LongColumn();
    private final LongColumn idLow = new LongColumn();
    private final LongColumn start = new LongColumn();
    private final LongColumn end = new LongColumn();
    private final LongColumn quantityHigh = new LongColumn();
    private final LongColumn quantityLow = new LongColumn();
    private final IntColumn usageDate = new IntColumn();
    private final IntColumn ingestionDate = new IntColumn();
    /** Bit 0: the id is a UUID. The bits above: the record type. */
    private final IntColumn kind = new IntColumn();

    /** The last ones that were asked for; a month has thirty. */
    private final LocalDate[] dates = new LocalDate[64];

    private RowIndex index = new RowIndex(1024, this::hash);
    private long duplicateReads;
    private long revisions;

    /** @param listener is told of every origin once */
    UsageStore(Consumer<UsageOrigin> listener) {
        origins = new Origins(listener);
    }

    void add(UsageRecord record) {
        int row = size;
        originOf.set(row, origins.number(record.origin()));
        boolean uuid = ids.pack(record.recordId());
        idHigh.set(row, ids.high());
        idLow.set(row, ids.low());
        start.set(row, record.span().startMicros());
        end.set(row, record.span().endMicros());
        Int128 quantity = units(record);
        quantityHigh.set(row, quantity.high());
        quantityLow.set(row, quantity.low());
        usageDate.set(row, (int) record.usageDate().toEpochDay());
        ingestionDate.set(
                row,
                record.ingestionDate() == null
                        ? NO_DATE
                        : (int) record.ingestionDate().toEpochDay());
        kind.set(row, record.type().ordinal() << 1 | (uuid ? 1 : 0));
        int known = index.putIfAbsent(row, this::sameRecord);
        if (known < 0) {
            size++;
            return;
        }
        int order = compareRevisions(known, row);
        if (order == 0) {
            duplicateReads++;
            return;
        }
        revisions++;
        if (order < 0) {
            copy(row, known);
        }
    }

    /** Number of records, each counted once. */
    public int size() {
        return size;
    }

    /** Reads that brought nothing new. */
    public long duplicateReads() {
        return duplicateReads;
    }

    /** Reads that brought other content for a known record. */
    public long revisions() {
        return revisions;
    }

    /** By number; each is made when it is asked for. */
    public List<UsageOrigin> origins() {
        return origins;
    }

    /** The origin without its tags, which costs less. */
    public UsageOrigin untagged(int origin) {
        return origins.untagged(origin);
    }

    public int origin(int row) {
        return originOf.get(row);
    }

    public String recordId(int row) {
        return ids.text(isUuid(row), idHigh.get(row), idLow.get(row));
    }

    public long start(int row) {
        return start.get(row);
    }

    public long end(int row) {
        return end.get(row);
    }

    public TimeSpan span(int row) {
        return new TimeSpan(start.get(row), end.get(row));
    }

    /** In units of 10<sup>-18</sup>. */
    public Int128 quantity(int row) {
        return new Int128(quantityHigh.get(row), quantityLow.get(row));
    }

    public LocalDate usageDate(int row) {
        int day = usageDate.get(row);
        int place = day & dates.length - 1;
        if (dates[place] == null || dates[place].toEpochDay() != day) {
            dates[place] = LocalDate.ofEpochDay(day);
        }
        return dates[place];
    }

    public RecordType type(int row) {
        return TYPES[kind.get(row) >> 1];
    }

    /** The end of the newest ingestion date, in microseconds; the newest end of a record where no date is known. */
    public long newestKnowledge() {
        long newest = Long.MIN_VALUE;
        long newestEnd = Long.MIN_VALUE;
        for (int row = 0; row < size; row++) {
            newestEnd = Math.max(newestEnd, end.get(row));
            if (ingestionDate.get(row) != NO_DATE) {
                newest = Math.max(newest, (ingestionDate.get(row) + 1L) * 86_400L * TimeSpan.SECOND);
            }
        }
        return newest != Long.MIN_VALUE ? newest : newestEnd != Long.MIN_VALUE ? newestEnd : 0;
    }

    /** Orders rows by record id, as text. */
    public int compareIds(int left, int right) {
        return ids.compare(
                isUuid(left), idHigh.get(left), idLow.get(left), isUuid(right), idHigh.get(right), idLow.get(right));
    }

    /** What finds a second read or an equal origin is not needed once all is read. */
    void seal() {
        index = null;
        origins.seal();
    }

    private static Int128 units(UsageRecord record) {
        BigDecimal quantity = record.quantity();
        try {
            return Int128.unscaled(quantity, UsageRecord.QUANTITY_SCALE);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "usage record " + record.recordId() + " has the quantity " + quantity
                            + "; it must have at most 18 decimals and be below 1.7E+20",
                    e);
        }
    }

    private boolean isUuid(int row) {
        return (kind.get(row) & 1) != 0;
    }

    private int hash(int row) {
        return RowIndex.mix(idHigh.get(row) * 31 + idLow.get(row));
    }

    private boolean sameRecord(int left, int right) {
        return idHigh.get(left) == idHigh.get(right)
                && idLow.get(left) == idLow.get(right)
                && isUuid(left) == isUuid(right)
                && origins.get(originOf.get(left))
                        .accountId()
                        .equals(origins.get(originOf.get(right)).accountId());
    }

    private int compareRevisions(int left, int right) {
        int order = Integer.compare(ingestionDate.get(left), ingestionDate.get(right));
        order = order != 0 ? order : Long.compare(start.get(left), start.get(right));
        order = order != 0 ? order : Long.compare(end.get(left), end.get(right));
        order = order != 0 ? order : quantity(left).compareTo(quantity(right));
        order = order != 0 ? order : Integer.compare(usageDate.get(left), usageDate.get(right));
        order = order != 0 ? order : Integer.compare(kind.get(left), kind.get(right));
        return order != 0 || originOf.get(left) == originOf.get(right)
                ? order
                : OriginOrder.compare(origins.get(originOf.get(left)), origins.get(originOf.get(right)));
    }

    private void copy(int from, int to) {
        originOf.copy(from, to);
        start.copy(from, to);
        end.copy(from, to);
        quantityHigh.copy(from, to);
        quantityLow.copy(from, to);
        usageDate.copy(from, to);
        ingestionDate.copy(from, to);
        kind.copy(from, to);
    }
}
