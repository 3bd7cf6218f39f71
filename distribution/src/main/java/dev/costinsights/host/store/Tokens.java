package dev.costinsights.host.store;

import java.util.Arrays;

/**
 * The ids that some rows mention, each as a hash of 64 bits. That two ids share a hash only makes more rows look related
 * than are, which costs work and never leaves anything out; with 32 bits it was so for every other pair of days with 50,000
 * ids each.
 */
final class Tokens {

    private static final long[] NONE = {};
    private static final long SEED = 0xCBF29CE484222325L;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    /** 0 is a free place. */
    private long[] seen = new long[64];

    private int count;

    /** The token of an id. */
    static long of(String id) {
        return of(id, 0, id.length());
    }

    private static long of(String text, int start, int end) {
        long token = SEED;
        for (int i = start; i < end; i++) {
            token = (token ^ text.charAt(i)) * FACTOR;
            token ^= token >>> 29;
        }
        return token == 0 ? SEED : token;
    }

    void add(String id) {
        add(of(id));
    }

    private void add(long token) {
        int at = slot(token, seen);
        if (seen[at] == token) {
            return;
        }
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
                    add(of(json, start, end));
                }
            } else if (c >= '0' && c <= '9') {
                int start = at;
                while (at < length && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
                    at++;
                }
                add(of(json, start, at));
            } else {
                at++;
            }
        }
    }

    long[] sorted() {
        if (count == 0) {
            return NONE;
        }
        long[] all = new long[count];
        int next = 0;
        for (long token : seen) {
            if (token != 0) {
                all[next++] = token;
            }
        }
        Arrays.sort(all);
        return all;
    }

    private void grow() {
        long[] larger = new long[seen.length * 2];
        for (long token : seen) {
            if (token != 0) {
                larger[slot(token, larger)] = token;
            }
        }
        seen = larger;
    }

    private static int slot(long token, long[] seen) {
        int mask = seen.length - 1;
        int at = (int) token & mask;
        while (seen[at] != 0 && seen[at] != token) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
