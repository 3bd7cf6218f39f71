package dev.costinsights.workspace.server.statements;

import java.util.Random;

/** Ids as Databricks makes them, the same ones for the same seed and order of calls. */
public final class Ids {
    private final Random random;

    public Ids(long seed) {
        this.random = new Random(seed);
    }

    /** Like a UUID that begins with the time: {@code 01f1....-....-1...-....-............}. */
    public String uuid() {
        long high;
        long low;
        synchronized (random) {
            high = random.nextLong();
            low = random.nextLong();
        }
        String a = String.format("%016x", high);
        String b = String.format("%016x", low);
        return "01f1" + a.substring(0, 4) + '-' + a.substring(4, 8) + "-1" + a.substring(8, 11) + '-'
                + b.substring(0, 4) + '-' + b.substring(4);
    }
}
