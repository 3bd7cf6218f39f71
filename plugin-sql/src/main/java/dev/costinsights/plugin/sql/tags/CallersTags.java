package dev.costinsights.plugin.sql.tags;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of the query tags that the caller himself has set in a session, as far as he did so before our eyes: in the
 * session's conf, with {@code SET QUERY_TAGS}, or through the client info.
 */
public final class CallersTags {

    private static final String CONF = "QUERY_TAGS";
    private static final Pattern ONE = Pattern.compile(
            "QUERY_TAGS\\s*\\[\\s*(['\"])((?:(?!\\1)[^\\\\]|\\\\.)*)\\1\\s*\\]\\s*=\\s*(UNSET|NULL)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ALL =
            Pattern.compile("SET\\s+QUERY_TAGS\\s*=\\s*(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private CallersTags() {}

    /** The keys that a conf such as {@code team:eng,job:nightly} sets; a key may stand alone. */
    public static Set<String> inConf(String conf) {
        Set<String> keys = new LinkedHashSet<>();
        if (conf == null) {
            return keys;
        }
        StringBuilder key = new StringBuilder();
        boolean inKey = true;
        for (int i = 0; i < conf.length(); i++) {
            char c = conf.charAt(i);
            if (c == '\\' && i + 1 < conf.length()) {
                i++;
                if (inKey) {
                    key.append(conf.charAt(i));
                }
            } else if (c == ',') {
                keys.add(key.toString().strip());
                key.setLength(0);
                inKey = true;
            } else if (c == ':') {
                inKey = false;
            } else if (inKey) {
                key.append(c);
            }
        }
        keys.add(key.toString().strip());
        keys.remove("");
        return keys;
    }

    /** Whether a statement may set query tags; cheap, for it is asked of every statement. */
    public static boolean mayBeSetBy(String sql) {
        return sql != null
                && sql.regionMatches(true, SqlText.codeStart(sql), "SET", 0, 3)
                && sql.toUpperCase(Locale.ROOT).contains(CONF);
    }

    /** Whether a client info or session conf is the one that holds query tags. */
    public static boolean isConf(String name) {
        return CONF.equalsIgnoreCase(name);
    }

    /**
     * What is set after a statement has run.
     *
     * @param before the keys that were set before it
     */
    public static Changed after(String sql, Set<String> before) {
        String code = SqlText.code(sql);
        Matcher all = ALL.matcher(code);
        if (all.matches()) {
            return new Changed(inConf(unquoted(all.group(1).strip())), Set.of(), true);
        }
        Set<String> keys = new LinkedHashSet<>(before);
        Set<String> removed = new LinkedHashSet<>();
        Matcher one = ONE.matcher(code);
        while (one.find()) {
            String key = one.group(2).replaceAll("\\\\(.)", "$1");
            if (one.group(3) == null) {
                keys.add(key);
                removed.remove(key);
            } else {
                keys.remove(key);
                removed.add(key);
            }
        }
        return new Changed(keys, removed, false);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /**
     * What the caller's statement left behind.
     *
     * @param keys those that he has set
     * @param removed those that he has unset, his or ours
     * @param replaced true when all others, ours too, are gone
     */
    public record Changed(Set<String> keys, Set<String> removed, boolean replaced) {}
}
