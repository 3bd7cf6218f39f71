package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.UsageRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Usage records in columns, each record once: its newest revision. */
public final class UsageStore {

    private static final int NO_DATE = Integer.MIN_VALUE;
    private static final RecordType[] TYPES = RecordType.values();

    private final IdCodec ids = new IdCodec();
    private Pool<UsageOrigin> originPool = new Pool<>();
    private final List<UsageOrigin> origins = originPool.values();
    private UsageOrigin lastOrigin;
    private int lastOriginNumber;

    private int size;
    private int[] originOf = new int[1024];
    private long[] idHigh = new long[1024];
    private long[] idLow = new long[1024];
    private long[] start = new long[1024];
    private long[] end = new long[1024];
    private long[] quantityHigh = new long[1024];
    private long[] quantityLow = new long[1024];
    private int[] usageDate = new int[1024];
    private int[] ingestionDate = new int[1024];
    /** Bit 0: the id is a UUID. The bits above: the record type. */
    private byte[] kind = new byte[1024];

    private RowIndex index = new RowIndex(1024, this::hash);
    private long duplicateReads;
    private long revisions;

    void add(UsageRecord record) {
        if (size == originOf.length) {
            resize(size + (size >> 1));
        }
        int row = size;
        originOf[row] = number(record.origin());
        boolean uuid = ids.pack(record.recordId());
        idHigh[row] = ids.high();
        idLow[row] = ids.low();
        start[row] = record.span().startMicros();
        end[row] = record.span().endMicros();
        Int128 quantity = units(record);
        quantityHigh[row] = quantity.high();
        quantityLow[row] = quantity.low();
        usageDate[row] = (int) record.usageDate().toEpochDay();
        ingestionDate[row] = record.ingestionDate() == null
                ? NO_DATE
                : (int) record.ingestionDate().toEpochDay();
        kind[row] = (byte) (record.type().ordinal() << 1 | (uuid ? 1 : 0));
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

    public List<UsageOrigin> origins() {
        return origins;
    }

    public int origin(int row) {
        return originOf[row];
    }

    public String recordId(int row) {
        return ids.text(isUuid(row), idHigh[row], idLow[row]);
    }

    public long start(int row) {
        return start[row];
    }

    public long end(int row) {
        return end[row];
    }

    public TimeSpan span(int row) {
        return new TimeSpan(start[row], end[row]);
    }

    /** In units of 10<sup>-18</sup>. */
    public Int128 quantity(int row) {
        return new Int128(quantityHigh[row], quantityLow[row]);
    }

    public LocalDate usageDate(int row) {
        return LocalDate.ofEpochDay(usageDate[row]);
    }

    public RecordType type(int row) {
        return TYPES[kind[row] >> 1];
    }

    /** The end of the newest ingestion date, in microseconds; the newest end of a record where no date is known. */
    public long newestKnowledge() {
        long newest = Long.MIN_VALUE;
        long newestEnd = Long.MIN_VALUE;
        for (int row = 0; row < size; row++) {
            newestEnd = Math.max(newestEnd, end[row]);
            if (ingestionDate[row] != NO_DATE) {
                newest = Math.max(newest, (ingestionDate[row] + 1L) * 86_400L * TimeSpan.SECOND);
            }
        }
        return newest != Long.MIN_VALUE ? newest : newestEnd != Long.MIN_VALUE ? newestEnd : 0;
    }

    /** Orders rows by record id, as text. */
    public int compareIds(int left, int right) {
        return ids.compare(isUuid(left), idHigh[left], idLow[left], isUuid(right), idHigh[right], idLow[right]);
    }

    /** What finds a second read or an equal origin is not needed once all is read. */
    void seal() {
        index = null;
        originPool = null;
        lastOrigin = null;
        resize(size);
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

    private int number(UsageOrigin origin) {
        if (origin != lastOrigin) {
            lastOriginNumber = originPool.number(origin);
            lastOrigin = origin;
        }
        return lastOriginNumber;
    }

    private boolean isUuid(int row) {
        return (kind[row] & 1) != 0;
    }

    private int hash(int row) {
        return RowIndex.mix(idHigh[row] * 31 + idLow[row]);
    }

    private boolean sameRecord(int left, int right) {
        return idHigh[left] == idHigh[right]
                && idLow[left] == idLow[right]
                && isUuid(left) == isUuid(right)
                && origins.get(originOf[left])
                        .accountId()
                        .equals(origins.get(originOf[right]).accountId());
    }

    private int compareRevisions(int left, int right) {
        int order = Integer.compare(ingestionDate[left], ingestionDate[right]);
        order = order != 0 ? order : Long.compare(start[left], start[right]);
        order = order != 0 ? order : Long.compare(end[left], end[right]);
        order = order != 0 ? order : quantity(left).compareTo(quantity(right));
        order = order != 0 ? order : Integer.compare(usageDate[left], usageDate[right]);
        order = order != 0 ? order : Byte.compare(kind[left], kind[right]);
        return order != 0 || originOf[left] == originOf[right]
                ? order
                : OriginOrder.compare(origins.get(originOf[left]), origins.get(originOf[right]));
    }

    private void copy(int from, int to) {
        originOf[to] = originOf[from];
        start[to] = start[from];
        end[to] = end[from];
        quantityHigh[to] = quantityHigh[from];
        quantityLow[to] = quantityLow[from];
        usageDate[to] = usageDate[from];
        ingestionDate[to] = ingestionDate[from];
        kind[to] = kind[from];
    }

    private void resize(int capacity) {
        originOf = Arrays.copyOf(originOf, capacity);
        idHigh = Arrays.copyOf(idHigh, capacity);
        idLow = Arrays.copyOf(idLow, capacity);
        start = Arrays.copyOf(start, capacity);
        end = Arrays.copyOf(end, capacity);
        quantityHigh = Arrays.copyOf(quantityHigh, capacity);
        quantityLow = Arrays.copyOf(quantityLow, capacity);
        usageDate = Arrays.copyOf(usageDate, capacity);
        ingestionDate = Arrays.copyOf(ingestionDate, capacity);
        kind = Arrays.copyOf(kind, capacity);
    }
}
