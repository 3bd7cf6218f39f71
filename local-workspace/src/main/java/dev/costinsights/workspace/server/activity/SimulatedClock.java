package dev.costinsights.workspace.server.activity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The workspace's time. It stands still until it is advanced or made to flow. Any thread. */
public final class SimulatedClock extends Clock {
    private Instant base;
    private long flowingSince = System.nanoTime();
    private double speed;

    public SimulatedClock(Instant start) {
        this.base = start;
    }

    @Override
    public synchronized Instant instant() {
        double nanos = (System.nanoTime() - flowingSince) * speed;
        return base.plusNanos((long) nanos / 1_000 * 1_000);
    }

    /** @throws IllegalArgumentException for a step back */
    public synchronized void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("the clock never goes back, but was to be advanced by " + step);
        }
        settle();
        base = base.plus(step);
    }

    /** @param newSpeed simulated seconds in a second; 0 to stand still */
    public synchronized void flow(double newSpeed) {
        if (!(newSpeed >= 0) || newSpeed > 1e6) {
            throw new IllegalArgumentException("the clock's speed must be 0 to 1000000, but is " + newSpeed);
        }
        settle();
        speed = newSpeed;
    }

    public synchronized double speed() {
        return speed;
    }

    private void settle() {
        base = instant();
        flowingSince = System.nanoTime();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
