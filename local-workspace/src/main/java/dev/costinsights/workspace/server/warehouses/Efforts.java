package dev.costinsights.workspace.server.warehouses;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.simulation.Demand;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How much work statements are. What a statement says does not tell, so it is drawn, the same for the same id, unless
 * somebody who tests wants it to take some time. Any thread.
 */
public final class Efforts {
    private static final Set<String> COMMANDS = Set.of("SET", "USE", "SHOW", "DESCRIBE");
    private static final int MILLI = 1_000;

    private final long seed;
    private final Map<String, Duration> wanted = new LinkedHashMap<>();

    public Efforts(long seed) {
        this.seed = seed;
    }

    /** Statements with these words execute for so long when nothing else runs. Of several, the last that was said counts. */
    public synchronized void take(String words, Duration alone) {
        if (alone.isNegative() || alone.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalArgumentException("a statement can take 0 seconds to 30 days, but not " + alone);
        }
        wanted.remove(words);
        wanted.put(words, alone);
    }

    synchronized Demand demand(String id, String kind, String text, long arrival, String asked) {
        if (COMMANDS.contains(kind)) {
            return new Demand(id, arrival, asked, null, null, 300, 500, 100, 10);
        }
        Rng rng = Rng.of(seed, "launched-statement " + id);
        int parallelism = rng.between(50, 600);
        long millis = 1 + (long) (rng.logNormal(1.5, 1.1) * MILLI);
        for (Map.Entry<String, Duration> one : wanted.entrySet()) {
            millis = text.contains(one.getKey()) ? one.getValue().toMillis() : millis;
        }
        return new Demand(id, arrival, asked, null, null, 2_000, millis * parallelism, parallelism, 1_000);
    }
}
