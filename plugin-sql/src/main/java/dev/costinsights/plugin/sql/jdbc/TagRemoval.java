package dev.costinsights.plugin.sql.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Removes tags within a time that holds whatever the driver does. It may ignore a time limit for as long as its server does
 * not answer, or asks it to come again later, and nothing stops it then; so it is another thread that waits for it.
 */
final class TagRemoval {

    private TagRemoval() {}

    /** Comes back when the tags are gone, or the time is over; never throws for a reason of the driver's. */
    static void within(Duration longest, SessionTags tags) {
        CallersTime time = CallersTime.of(longest);
        Thread removing = started("cost-insights-tag-removal", () -> {
            try {
                tags.remove(time);
            } catch (SQLException e) {
                // They stay where they are known to be, for whoever gets the session next.
                return;
            }
        });
        if (!ends(removing, longest)) {
            // This too may wait for the server.
            started("cost-insights-tag-cancel", time::cancel);
        }
    }

    private static Thread started(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        return thread;
    }

    /** Waits on an interrupted thread too, which stays interrupted. */
    private static boolean ends(Thread thread, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        boolean interrupted = Thread.interrupted();
        try {
            long left = longest.toNanos();
            while (thread.isAlive() && left > 0) {
                try {
                    thread.join(TimeUnit.NANOSECONDS.toMillis(left) + 1);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = end - System.nanoTime();
            }
            return !thread.isAlive();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
