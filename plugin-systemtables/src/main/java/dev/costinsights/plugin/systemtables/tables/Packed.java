package dev.costinsights.plugin.systemtables.tables;

import java.util.List;

/**
 * Several texts of a row in one, so that a row costs one crossing into native code instead of fifty, and equal rows can
 * be recognised by one comparison.
 *
 * <p>Each text that is not null stands as separator, a letter for its position, and the text; a separator inside a text is
 * doubled. Since no letter is the separator, this is unambiguous for any text.
 */
final class Packed {

    /** U+001F, which C0 calls the unit separator. */
    private static final char SEPARATOR = 0x1F;

    private static final String SINGLE = String.valueOf(SEPARATOR);
    private static final String DOUBLED = SINGLE + SINGLE;
    private static final char FIRST_LETTER = '0';

    private Packed() {}

    /** The SQL that packs expressions of type VARCHAR. */
    static String sql(List<String> expressions) {
        StringBuilder sql = new StringBuilder("concat(");
        for (int i = 0; i < expressions.size(); i++) {
            sql.append(i == 0 ? "" : ", ")
                    .append("chr(31) || '")
                    .append((char) (FIRST_LETTER + i))
                    .append("' || replace(")
                    .append(expressions.get(i))
                    .append(", chr(31), chr(31) || chr(31))");
        }
        return sql.append(')').toString();
    }

    /** The texts by position; null where a text is null or empty. */
    static String[] unpack(String packed, int parts) {
        String[] texts = new String[parts];
        int at = 0;
        while (at < packed.length()) {
            int part = packed.charAt(at + 1) - FIRST_LETTER;
            int start = at + 2;
            at = end(packed, start);
            if (at > start) {
                texts[part] = packed.substring(start, at).replace(DOUBLED, SINGLE);
            }
        }
        return texts;
    }

    private static int end(String packed, int from) {
        int at = packed.indexOf(SEPARATOR, from);
        while (at >= 0 && at + 1 < packed.length() && packed.charAt(at + 1) == SEPARATOR) {
            at = packed.indexOf(SEPARATOR, at + 2);
        }
        return at < 0 ? packed.length() : at;
    }
}
