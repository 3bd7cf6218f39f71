package dev.costinsights.core.json;

import java.util.Map;

/** Builds a JSON text, field by field. Fields without a value are left out. */
public final class JsonText {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text;
    /** True when the next field or item needs no comma. */
    private boolean first = true;

    public JsonText() {
        this.text = new StringBuilder();
    }

    public JsonText open(char bracket) {
        comma();
        text.append(bracket);
        first = true;
        return this;
    }

    public JsonText close(char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    /** The key of an object or array that is opened next. */
    public JsonText key(String key) {
        comma();
        quoted(key);
        text.append(':');
        first = true;
        return this;
    }

    public JsonText field(String key, String value) {
        return value == null ? this : key(key).item(value);
    }

    public JsonText field(String key, long value) {
        key(key);
        text.append(value);
        first = false;
        return this;
    }

    public JsonText item(String value) {
        comma();
        quoted(value);
        return this;
    }

    /** An object of strings; left out when it is empty. */
    public JsonText field(String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            key(key).open('{');
            values.forEach(this::field);
            close('}');
        }
        return this;
    }

    /** What was written so far. */
    @Override
    public String toString() {
        return text.toString();
    }

    private void comma() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    private void quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                // Halves of a pair too: they survive any encoding that way, even one that stands alone.
                text.append("\\u")
                        .append(HEX.charAt(c >> 12))
                        .append(HEX.charAt(c >> 8 & 15))
                        .append(HEX.charAt(c >> 4 & 15))
                        .append(HEX.charAt(c & 15));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
