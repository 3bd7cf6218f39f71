package dev.costinsights.host.parquet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The distinct texts of a column in the current row group. A code of -1 is null. */
final class TextDictionary implements Dictionary {

    private final Map<String, Integer> codes = new HashMap<>();
    private final Bytes values = new Bytes(1 << 10);
    private String lastText;
    private int lastCode = NULL;
    private int count;
    private boolean hashing = true;

    /** Whether to look for equal texts. If not, each text that differs from the one before becomes a value. */
    void hashing(boolean on) {
        hashing = on;
    }

    /** The code of a text that is not null. */
    int code(String text) {
        // By content: whether neighbours share an instance depends on how they were read, and the bytes must not.
        if (text.equals(lastText)) {
            return lastCode;
        }
        Integer known = hashing ? codes.putIfAbsent(text, count) : null;
        if (known == null) {
            lastCode = count++;
            values.putString(text);
        } else {
            lastCode = known;
        }
        lastText = text;
        return lastCode;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Bytes values() {
        return values;
    }

    @Override
    public void clear() {
        codes.clear();
        values.clear();
        count = 0;
        lastText = null;
        lastCode = NULL;
    }

    /** The least and the greatest value in the order of their bytes, or null when that is not worth saying. */
    @Override
    public byte[][] bounds() {
        byte[] least = null;
        byte[] greatest = null;
        int at = 0;
        byte[] all = values.array();
        while (at < values.size()) {
            int length = values.getInt(at);
            byte[] value = Arrays.copyOfRange(all, at + 4, at + 4 + length);
            if (length > LONGEST_BOUND) {
                return null;
            }
            least = least == null || Arrays.compareUnsigned(value, least) < 0 ? value : least;
            greatest = greatest == null || Arrays.compareUnsigned(value, greatest) > 0 ? value : greatest;
            at += 4 + length;
        }
        return least == null ? null : new byte[][] {least, greatest};
    }
}
