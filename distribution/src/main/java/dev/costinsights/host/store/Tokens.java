package dev.costinsights.host.store;

import java.util.Arrays;

/**
 * The ids that some rows mention, each as a hash of 32 bits. That two ids share a hash only makes more rows look related
 * than are, which costs work and never leaves anything out.
 */
final class Tokens {

    private static final int[] NONE = {};

    private int[] seen = new int[64];
    private boolean[] used = new boolean[64];
    private int count;

    /** The token of an id. */
    static int of(String id) {
        return id.hashCode();
    }

    void add(String id) {
        add(of(id));
    }

    private void add(int token) {
        int at = slot(token, seen, used);
        if (used[at]) {
            return;
        }
        used[at] = true;
        seen[at] = token;
        if (++count * 2 > seen.length) {
            grow();
        }
    }

    /** Every text and number in JSON text that is a value, not a name. */
    void addJson(String json) {
        int at = 0;
        int length = json.length();
        while (at < length) {
            char c = json.charAt(at);
            if (c == '"') {
                int start = ++at;
                while (at < length && json.charAt(at) != '"') {
                    at += json.charAt(at) == '\\' ? 2 : 1;
                }
                int end = Math.min(at, length);
                at++;
                while (at < length && Character.isWhitespace(json.charAt(at))) {
                    at++;
                }
                if (end > start && (at >= length || json.charAt(at) != ':')) {
                    add(json.substring(start, end));
                }
            } else if (c >= '0' && c <= '9') {
                int start = at;
                while (at < length && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
                    at++;
                }
                add(json.substring(start, at));
            } else {
                at++;
            }
        }
    }

    int[] sorted() {
        if (count == 0) {
            return NONE;
        }
        int[] all = new int[count];
        int next = 0;
        for (int i = 0; i < seen.length; i++) {
            if (used[i]) {
                all[next++] = seen[i];
            }
        }
        Arrays.sort(all);
        return all;
    }

    private void grow() {
        int[] larger = new int[seen.length * 2];
        boolean[] taken = new boolean[larger.length];
        for (int i = 0; i < seen.length; i++) {
            if (used[i]) {
                int at = slot(seen[i], larger, taken);
                larger[at] = seen[i];
                taken[at] = true;
            }
        }
        seen = larger;
        used = taken;
    }

    private static int slot(int token, int[] seen, boolean[] used) {
        int mask = seen.length - 1;
        int at = ((token * 0x9E3779B9) >>> 7) & mask;
        while (used[at] && seen[at] != token) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
