package dev.costinsights.core.context;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The values that a comment gives to a key: {@code key=value}, {@code key: value}, {@code "key": "value"}, and
 * {@code key='url-encoded%20value'} as sqlcommenter writes it.
 *
 * <p>A bare value ends at white space, at a comma, semicolon, quotation mark or closing bracket, and with the comment;
 * any other value needs quotation marks. Key and value stand on one line. Time is proportional to the length.
 */
final class CommentValues {

    private final String comment;
    private final String key;
    private final List<String> values = new ArrayList<>();

    private CommentValues(String comment, String key) {
        this.comment = comment;
        this.key = key;
    }

    /** In the order of the text, blank ones left out. */
    static List<String> of(String comment, String key) {
        int first = comment.indexOf(key);
        return first < 0 ? List.of() : new CommentValues(comment, key).from(first);
    }

    private List<String> from(int first) {
        int at = first;
        while (at >= 0) {
            int value = valueStart(at);
            int end = value < 0 ? at + key.length() : take(value);
            at = comment.indexOf(key, end);
        }
        return values;
    }

    /** Where the value begins of the key that stands at an index, or -1 when it is part of a word or has no value. */
    private int valueStart(int at) {
        char before = at == 0 ? ' ' : comment.charAt(at - 1);
        if (Character.isLetterOrDigit(before) || "_-.@$\\".indexOf(before) >= 0) {
            return -1;
        }
        int after = at + key.length();
        if ((before == '"' || before == '\'') && charAt(after) == before) {
            after++;
        }
        int separator = pastSpace(after);
        return charAt(separator) == '=' || charAt(separator) == ':' ? pastSpace(separator + 1) : -1;
    }

    /** Keeps the value that begins at an index; where to go on. */
    private int take(int start) {
        char quote = charAt(start);
        if (quote != '"' && quote != '\'') {
            return takeBare(start);
        }
        int end = Quoted.end(comment, start);
        if (!Quoted.isClosed(comment, start, end)) {
            return start + 1;
        }
        String raw = comment.substring(start + 1, end);
        String value = quote == '"' ? Quoted.unescape(raw) : raw.replace("\\'", "'");
        if (!value.isBlank()) {
            values.add(quote == '\'' && isAssigned(start) ? percentDecoded(value) : value);
        }
        return end + 1;
    }

    private int takeBare(int start) {
        int end = start;
        while (end < comment.length() && !endsBareValue(end)) {
            end++;
        }
        String value = comment.substring(start, end);
        // An operator, an array or an object of a language that only looks like ours; or JSON's word for nothing.
        if (!value.isEmpty() && "=:[{".indexOf(value.charAt(0)) < 0 && !value.equals("null")) {
            values.add(value);
        }
        return end;
    }

    private boolean endsBareValue(int at) {
        char c = comment.charAt(at);
        return Character.isWhitespace(c) || ",;\"'})]".indexOf(c) >= 0 || comment.startsWith("*/", at);
    }

    private int pastSpace(int at) {
        int next = at;
        while (charAt(next) == ' ' || charAt(next) == '\t') {
            next++;
        }
        return next;
    }

    /** True when an equals sign stands before the value, as in sqlcommenter's form. */
    private boolean isAssigned(int start) {
        int before = start - 1;
        while (comment.charAt(before) == ' ' || comment.charAt(before) == '\t') {
            before--;
        }
        return comment.charAt(before) == '=';
    }

    private char charAt(int at) {
        return at < comment.length() ? comment.charAt(at) : 0;
    }

    /** A plus stays one: sqlcommenter writes a space as {@code %20}. What is not encoded stays as it is. */
    private static String percentDecoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        int plain = 0;
        for (int i = value.indexOf('%'); i >= 0; i = value.indexOf('%', i)) {
            int code = Quoted.hex(value, i + 1, 2);
            if (code < 0) {
                i++;
            } else {
                bytes.writeBytes(value.substring(plain, i).getBytes(StandardCharsets.UTF_8));
                bytes.write(code);
                i += 3;
                plain = i;
            }
        }
        bytes.writeBytes(value.substring(plain).getBytes(StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
