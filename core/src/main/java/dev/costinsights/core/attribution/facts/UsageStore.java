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

/** Usage records as rows of longs, each record once: its newest revision. */
public final class UsageStore {

    private static final int NO_DATE = Integer.MIN_VALUE;

    // What stands where in a row.
    private static final int ID_HIGH = 0;
    private static final int ID_LOW = 1;
    private static final int START = 2;
    private static final int END = 3;
    private static final int QUANTITY_HIGH = 4;
    private static final int QUANTITY_LOW = 5;
    /** Of usage and of ingestion. */
    private static final int DATES = 6;
    /** The origin's number, and the kind: bit 0 says that the id is a UUID, the bits above are the record type. */
    private static final int ORIGIN_AND_KIND = 7;

    private static final RecordType[] TYPES = RecordType.values();

    private final IdCodec ids = new IdCodec();
    private final Origins origins;

    private int size;
    private final LongTable rows = new LongTable(8);

    /** The last ones that were asked for; a month has thirty. */
    private final LocalDate[] dates = new LocalDate[64];

    private RowIndex index = new RowIndex(1024);
    private long duplicateReads;
    private long revisions;

    /** @param listener is told of every origin once */
    UsageStore(Consumer<UsageOrigin> listener) {
        origins = new Origins(listener);
    }

    void add(UsageRecord record) {
        int row = size;
        boolean uuid = ids.pack(record.recordId());
        rows.set(row, ID_HIGH, ids.high());
        rows.set(row, ID_LOW, ids.low());
        rows.set(row, START, record.span().startMicros());
        rows.set(row, END, record.span().endMicros());
        Int128 quantity = units(record);
        rows.set(row, QUANTITY_HIGH, quantity.high());
        rows.set(row, QUANTITY_LOW, quantity.low());
        LocalDate ingested = record.ingestionDate();
        rows.set(
                row,
                DATES,
                (int) record.usageDate().toEpochDay(),
                ingested == null ? NO_DATE : (int) ingested.toEpochDay());
        rows.set(
                row,
                ORIGIN_AND_KIND,
                origins.number(record.origin()),
                record.type().ordinal() << 1 | (uuid ? 1 : 0));
        int known = index.putIfAbsent(hash(row), row, this::sameRecord);
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
        return rows.first(row, ORIGIN_AND_KIND);
    }

    public String recordId(int row) {
        return ids.text(isUuid(row), rows.get(row, ID_HIGH), rows.get(row, ID_LOW));
    }

    public long start(int row) {
        return rows.get(row, START);
    }

    public long end(int row) {
        return rows.get(row, END);
    }

    public TimeSpan span(int row) {
        return new TimeSpan(rows.get(row, START), rows.get(row, END));
    }

    /** In units of 10<sup>-18</sup>. */
    public Int128 quantity(int row) {
        return new Int128(rows.get(row, QUANTITY_HIGH), rows.get(row, QUANTITY_LOW));
    }

    public LocalDate usageDate(int row) {
        int day = rows.first(row, DATES);
        int place = day & dates.length - 1;
        if (dates[place] == null || dates[place].toEpochDay() != day) {
            dates[place] = LocalDate.ofEpochDay(day);
        }
        return dates[place];
    }

    public RecordType type(int row) {
        return TYPES[kind(row) >> 1];
    }

    /** The newest end of a record, in microseconds; 0 without any. */
    long newestEnd() {
        long newest = Long.MIN_VALUE;
        for (int row = 0; row < size; row++) {
            newest = Math.max(newest, rows.get(row, END));
        }
        return newest == Long.MIN_VALUE ? 0 : newest;
    }

    /** Orders rows by record id, as text. */
    public int compareIds(int left, int right) {
        return ids.compare(
                isUuid(left),
                rows.get(left, ID_HIGH),
                rows.get(left, ID_LOW),
                isUuid(right),
                rows.get(right, ID_HIGH),
                rows.get(right, ID_LOW));
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
        return (kind(row) & 1) != 0;
    }

    private int hash(int row) {
        return RowIndex.mix(rows.get(row, ID_HIGH) * 31 + rows.get(row, ID_LOW));
    }

    private boolean sameRecord(int left, int right) {
        return rows.get(left, ID_HIGH) == rows.get(right, ID_HIGH)
                && rows.get(left, ID_LOW) == rows.get(right, ID_LOW)
                && isUuid(left) == isUuid(right)
                && origins.get(origin(left))
                        .accountId()
                        .equals(origins.get(origin(right)).accountId());
    }

    private int compareRevisions(int left, int right) {
        int order = Integer.compare(ingestionDate(left), ingestionDate(right));
        order = order != 0 ? order : Long.compare(rows.get(left, START), rows.get(right, START));
        order = order != 0 ? order : Long.compare(rows.get(left, END), rows.get(right, END));
        order = order != 0 ? order : quantity(left).compareTo(quantity(right));
        order = order != 0 ? order : Integer.compare(rows.first(left, DATES), rows.first(right, DATES));
        order = order != 0 ? order : Integer.compare(kind(left), kind(right));
        return order != 0 || origin(left) == origin(right)
                ? order
                : OriginOrder.compare(origins.get(origin(left)), origins.get(origin(right)));
    }

    private int kind(int row) {
        return rows.second(row, ORIGIN_AND_KIND);
    }

    private int ingestionDate(int row) {
        return rows.second(row, DATES);
    }

    private void copy(int from, int to) {
        for (int column = START; column <= ORIGIN_AND_KIND; column++) {
            rows.set(to, column, rows.get(from, column));
        }
    }
}
