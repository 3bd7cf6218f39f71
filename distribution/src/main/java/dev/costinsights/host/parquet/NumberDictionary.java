package dev.costinsights.host.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** The distinct whole numbers of a column in the current row group. */
final class NumberDictionary implements Dictionary {

    private final boolean wide;
    private final Map<Long, Integer> codes = new HashMap<>();
    private final Bytes values = new Bytes(1 << 8);
    private long last;
    private int lastCode = NULL;
    private long least;
    private long greatest;

    /** @param type decides between 32 and 64 bits */
    NumberDictionary(ColumnType type) {
        this.wide = type.physical() == ColumnType.BIGINT.physical();
    }

    /** The number's code. */
    int code(long number) {
        if (lastCode != NULL && number == last) {
            return lastCode;
        }
        Integer known = codes.get(number);
        last = number;
        lastCode = known != null ? known : add(number);
        return lastCode;
    }

    @Override
    public int count() {
        return codes.size();
    }

    @Override
    public Bytes values() {
        return values;
    }

    @Override
    public void clear() {
        codes.clear();
        values.clear();
        lastCode = NULL;
    }

    @Override
    public byte[][] bounds() {
        return codes.isEmpty() ? null : new byte[][] {plain(least), plain(greatest)};
    }

    private int add(long number) {
        int code = codes.size();
        least = code == 0 ? number : Math.min(least, number);
        greatest = code == 0 ? number : Math.max(greatest, number);
        codes.put(number, code);
        if (wide) {
            values.putLong(number);
        } else {
            values.putInt(Math.toIntExact(number));
        }
        return code;
    }

    private byte[] plain(long number) {
        ByteBuffer bytes = ByteBuffer.allocate(wide ? 8 : 4).order(ByteOrder.LITTLE_ENDIAN);
        return (wide ? bytes.putLong(number) : bytes.putInt(Math.toIntExact(number))).array();
    }
}
