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

    /** The text without JSON's escapes; one that JSON does not know stands for itself. */
    static String unescape(String text) {
        int escape = text.indexOf('\\');
        if (escape < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int done = 0;
        while (escape >= 0 && escape + 1 < text.length()) {
            plain.append(text, done, escape);
            char c = text.charAt(escape + 1);
            int code = c == 'u' ? hex(text, escape + 2, 4) : -1;
            if (code >= 0) {
                plain.append((char) code);
            } else {
                plain.append(escaped(c));
            }
            done = escape + (code >= 0 ? 6 : 2);
            escape = text.indexOf('\\', done);
        }
        return plain.append(text, done, text.length()).toString();
    }

    /** The number that hexadecimal digits write, or -1 when as many do not stand there. */
    static int hex(String text, int start, int digits) {
        if (start + digits > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < start + digits; i++) {
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
