package dev.costinsights.plugin.sql.driver;

import dev.costinsights.plugin.sql.jdbc.Wrapping;
import java.util.ArrayList;
import java.util.List;

/** Ties the driver, which {@code DriverManager} makes, to the engines of this process. */
public final class DriverLink {

    private static final List<Wrapping> OPEN = new ArrayList<>();
    private static volatile Wrapping newest;

    private DriverLink() {}

    /** From now on the driver's connections are wrapped so; until the link is closed, or another is opened. */
    public static AutoCloseable open(Wrapping wrapping) {
        synchronized (OPEN) {
            OPEN.add(wrapping);
            newest = wrapping;
        }
        return () -> close(wrapping);
    }

    /** Null when no engine is open. */
    static Wrapping newest() {
        return newest;
    }

    private static void close(Wrapping wrapping) {
        synchronized (OPEN) {
            OPEN.removeIf(open -> open == wrapping);
            newest = OPEN.isEmpty() ? null : OPEN.get(OPEN.size() - 1);
        }
    }
}
