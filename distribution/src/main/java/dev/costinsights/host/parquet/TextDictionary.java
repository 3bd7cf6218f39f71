package dev.costinsights.host.parquet;

import java.util.Arrays;

/**
 * The distinct texts of a column in the current row group. A code of -1 is null.
 *
 * <p>Texts are found again by their bytes among the values, so that a row group of a hundred thousand different texts keeps
 * none of them as an object.
 */
final class TextDictionary implements Dictionary {

    private final Bytes values = new Bytes(1 << 10);
    /** By code: the text's hash, and where its value starts. */
    private int[] hashes = new int[1 << 8];

    private int[] starts = new int[1 << 8];
    /** Codes at the place of their hash or behind it; at least half of the places are free. */
    private int[] places = free(1 << 9);

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
        int start = values.size();
        values.putString(text);
        int known = hashing ? find(text.hashCode(), start) : NULL;
        if (known == NULL) {
            known = count++;
            if (hashing) {
                put(known, text.hashCode(), start);
            }
        } else {
            values.truncate(start);
        }
        lastText = text;
        lastCode = known;
        return known;
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
        Arrays.fill(places, NULL);
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

    /** The code of the value that equals the last one, which starts at the given place. */
    private int find(int hash, int start) {
        byte[] all = values.array();
        int length = values.size() - start;
        for (int at = place(hash); places[at] != NULL; at = at + 1 & places.length - 1) {
            int code = places[at];
            int from = starts[code];
            // A shorter or longer value differs in its length, which comes first.
            if (hashes[code] == hash && Arrays.equals(all, from, from + length, all, start, start + length)) {
                return code;
            }
        }
        return NULL;
    }

    private void put(int code, int hash, int start) {
        if (code == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * code);
            starts = Arrays.copyOf(starts, 2 * code);
            places = free(4 * code);
            for (int known = 0; known < code; known++) {
                place(known, hashes[known]);
            }
        }
        hashes[code] = hash;
        starts[code] = start;
        place(code, hash);
    }

    private void place(int code, int hash) {
        int at = place(hash);
        while (places[at] != NULL) {
            at = at + 1 & places.length - 1;
        }
        places[at] = code;
    }

    private int place(int hash) {
        return ((hash ^ hash >>> 15) * 0x9E37_79B9) >>> Integer.numberOfLeadingZeros(places.length - 1);
    }

    private static int[] free(int places) {
        int[] free = new int[places];
        Arrays.fill(free, NULL);
        return free;
    }
}
