package dev.costinsights.workspace.tables;

import java.util.List;
import java.util.Map;

/** Writes the JSON text of one nested value. Null values are left out, as a struct's leaf that is null. */
public final class Json {
    private final StringBuilder text = new StringBuilder(96);

    /** {@code {"name":"value",...}} of alternating names and values. */
    public static String object(String... namesAndValues) {
        Json json = new Json().open();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.field(namesAndValues[i], namesAndValues[i + 1]);
        }
        return json.close();
    }

    /** A map, in its own order. */
    public static String map(Map<String, String> map) {
        Json json = new Json().open();
        map.forEach(json::field);
        return json.close();
    }

    /** A list of strings. */
    public static String array(List<String> values) {
        Json json = new Json();
        json.text.append('[');
        for (String value : values) {
            json.comma();
            json.quote(value);
        }
        return json.text.append(']').toString();
    }

    public Json open() {
        text.append('{');
        return this;
    }

    public String close() {
        return text.append('}').toString();
    }

    public Json field(String name, String value) {
        if (value != null) {
            name(name);
            quote(value);
        }
        return this;
    }

    public Json field(String name, boolean value) {
        return raw(name, String.valueOf(value));
    }

    /** @param json text that is JSON already; null leaves the field out */
    public Json raw(String name, String json) {
        if (json != null) {
            name(name);
            text.append(json);
        }
        return this;
    }

    private void name(String name) {
        comma();
        quote(name);
        text.append(':');
    }

    private void comma() {
        char last = text.charAt(text.length() - 1);
        if (last != '{' && last != '[') {
            text.append(',');
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
