package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.model.IdleKind;
import java.math.BigInteger;
import java.util.Arrays;

/** A warehouse's time where no event table can be read: one cluster throughout, and the cell is its running period. */
final class AlwaysOnClock implements WarehouseClock {

    private final Activity activity;

    AlwaysOnClock(Activity activity) {
        this.activity = activity;
    }

    @Override
    public CellTime measure(long from, long to) {
        BigInteger[] idle = new BigInteger[IdleKind.values().length];
        Arrays.fill(idle, BigInteger.ZERO);
        long busy = 0;
        long lastEnd = from;
        long between = 0;
        boolean any = false;
        if (to <= from) {
            return new CellTime(BigInteger.ZERO, idle, true);
        }
        for (int i = activity.firstFrom(from); i < activity.count() && activity.start(i) < to; i++) {
            long start = Math.max(from, activity.start(i));
            long end = Math.min(to, activity.end(i));
            any = true;
            between += start - lastEnd;
            busy += end - start;
            lastEnd = end;
        }
        if (!any) {
            idle[IdleKind.NO_QUERY.ordinal()] = BigInteger.valueOf(to - from);
        } else {
            idle[IdleKind.BETWEEN.ordinal()] = BigInteger.valueOf(between);
            idle[IdleKind.TAIL.ordinal()] = BigInteger.valueOf(to - lastEnd);
        }
        return new CellTime(BigInteger.valueOf(busy), idle, true);
    }

    @Override
    public void idleStretches(IdleKind kind, long from, long to, StretchConsumer consumer) {
        long lastEnd = from;
        boolean any = false;
        for (int i = activity.firstFrom(from); i < activity.count() && activity.start(i) < to; i++) {
            any = true;
            long start = Math.max(from, activity.start(i));
            if (kind == IdleKind.BETWEEN && start > lastEnd) {
                consumer.accept(lastEnd, BigInteger.valueOf(start - lastEnd));
            }
            lastEnd = Math.min(to, activity.end(i));
        }
        IdleKind rest = any ? IdleKind.TAIL : IdleKind.NO_QUERY;
        if (kind == rest && to > lastEnd) {
            consumer.accept(lastEnd, BigInteger.valueOf(to - lastEnd));
        }
    }
}
