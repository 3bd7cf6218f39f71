package dev.costinsights.core.attribution.facts;

/**
 * Texts in few bytes: a whole number or a UUID, which most ids are, as such, and what many share as a number of the pool.
 * A text always has the same code, so that equal codes are equal texts.
 */
final class TextCodes {

    private static final int POOLED = 0;
    private static final int NUMBER = 1;
    private static final int UUID = 2;
    private static final int LATIN = 3;
    private static final int CHARS = 4;
    private static final int ABSENT = 5;

    private static final int KIND_BITS = 3;
    private static final int KIND = (1 << KIND_BITS) - 1;

    private final Pool<String> pool = new Pool<>();
    private final IdCodec uuids = new IdCodec();

    /** @param text or null
     *  @param common whether many are expected to be equal to the text, should it be neither number nor UUID */
    void write(String text, boolean common, ByteWriter out) {
        if (text == null) {
            out.putVarint(ABSENT);
            return;
        }
        long number = RunIds.number(text);
        if (number >= 0) {
            out.putVarint(number << KIND_BITS | NUMBER);
        } else if (uuids.parseUuid(text)) {
            out.putVarint(UUID);
            out.putLong(uuids.high());
            out.putLong(uuids.low());
        } else if (common) {
            out.putVarint((long) pool.number(text) << KIND_BITS | POOLED);
        } else if (isLatin(text)) {
            out.putVarint((long) text.length() << KIND_BITS | LATIN);
            out.putLatin(text);
        } else {
            out.putVarint((long) text.length() << KIND_BITS | CHARS);
            out.putChars(text);
        }
    }

    String read(ByteReader in) {
        long code = in.varint();
        long rest = code >>> KIND_BITS;
        return switch ((int) code & KIND) {
            case POOLED -> pool.value((int) rest);
            case NUMBER -> Long.toString(rest);
            case UUID -> uuids.text(true, in.getLong(), in.getLong());
            case LATIN -> in.latin((int) rest);
            case CHARS -> in.chars((int) rest);
            case ABSENT -> null;
            default -> throw new IllegalStateException("code " + code);
        };
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }
}
