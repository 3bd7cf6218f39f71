package dev.costinsights.core.context;

/** Text between two quotation marks in a comment. */
final class Quoted {

    private Quoted() {}

    /**
     * Index of the quotation mark that closes the one at {@code opening}; or the index at which the line, the comment or
     * the text ends before it, where no such mark stands.
     */
    static int end(String text, int opening) {
        char quote = text.charAt(opening);
        int i = opening + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == quote || c == '\n' || c == '\r' || text.startsWith("*/", i)) {
                return i;
            }
            i += c == '\\' ? 2 : 1;
        }
        return text.length();
    }

    /** True when {@link #end} found the closing mark. */
    static boolean isClosed(String text, int opening, int end) {
        return end < text.length() && text.charAt(end) == text.charAt(opening);
    }

    /** The text between two indices without JSON's escapes; one that JSON does not know stands for itself. */
    static String unescape(String text, int start, int end) {
        int escape = text.indexOf('\\', start);
        if (escape < 0 || escape >= end) {
            return text.substring(start, end);
        }
        StringBuilder plain = new StringBuilder(end - start);
        int i = start;
        while (i < end) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 >= end) {
                plain.append(c);
                i++;
            } else if (text.charAt(i + 1) == 'u' && hex(text, i + 2, Math.min(end, i + 6), 4) >= 0) {
                plain.append((char) hex(text, i + 2, i + 6, 4));
                i += 6;
            } else {
                plain.append(escaped(text.charAt(i + 1)));
                i += 2;
            }
        }
        return plain.toString();
    }

    /** The number that the hexadecimal digits between two indices write, or -1 when they are not as many or not such. */
    static int hex(String text, int start, int end, int digits) {
        if (end - start != digits) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < end; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            number = number * 16 + digit;
        }
        return number;
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"', '\\', '/' -> String.valueOf(c);
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            case 'f' -> "\f";
            default -> "\\" + c;
        };
    }
}
