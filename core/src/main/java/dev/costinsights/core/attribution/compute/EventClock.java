package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.model.IdleKind;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * A warehouse's time by its events: {@code cap = ∫k'}, {@code busy = ∫k'·[active]}, with {@code k' = max(k, 1)} while a
 * statement runs. Integrals are kept as running sums over the segments between changes, so a cell costs two look-ups.
 */
final class EventClock implements WarehouseClock {

    private static final int BUSY = IdleKind.values().length;
    private static final int MISSING = BUSY + 1;
    private static final int MEASURES = MISSING + 1;

    private final long[] edges;
    /** How many clusters count in the segment after an edge. */
    private final int[] rates;
    /** For which measure they count; {@link #MISSING} is busy too, and 0 clusters are none. */
    private final byte[] measures;
    /**
     * Running sums at each edge, by measure: the idle kinds, then busy, then time with a statement but no cluster. They may
     * run over, which no difference between them does that a long can say.
     */
    private final long[][] sums = new long[MEASURES][];

    private int most = 1;

    private EventClock(long[] edges) {
        this.edges = edges;
        this.rates = new int[edges.length];
        this.measures = new byte[edges.length];
        for (int measure = 0; measure < MEASURES; measure++) {
            sums[measure] = new long[edges.length];
        }
    }

    /** A clock for the time from the first to the last cell. */
    static EventClock of(ClusterCount clusters, Activity activity, long from, long to) {
        EventClock clock = new EventClock(edges(clusters, activity, from, to));
        clock.fill(clusters, activity);
        return clock;
    }

    @Override
    public CellTime measure(long from, long to) {
        BigInteger[] idle = new BigInteger[BUSY];
        for (int kind = 0; kind < BUSY; kind++) {
            idle[kind] = clusterTime(kind, from, to);
        }
        return new CellTime(clusterTime(BUSY, from, to), idle, between(MISSING, from, to) > 0);
    }

    @Override
    public void idleStretches(IdleKind kind, long from, long to, StretchConsumer consumer) {
        for (int i = segment(from); i < edges.length - 1 && edges[i] < to; i++) {
            long start = Math.max(from, edges[i]);
            long end = Math.min(to, edges[i + 1]);
            if (rate(kind.ordinal(), i) > 0 && end > start) {
                consumer.accept(start, clusterTime(kind.ordinal(), i, start, end));
            }
        }
    }

    private BigInteger clusterTime(int measure, long from, long to) {
        if (to <= from || to - from <= Long.MAX_VALUE / most) {
            return BigInteger.valueOf(between(measure, from, to));
        }
        BigInteger total = BigInteger.ZERO;
        for (int i = segment(from); i < edges.length - 1 && edges[i] < to; i++) {
            total = total.add(clusterTime(measure, i, Math.max(from, edges[i]), Math.min(to, edges[i + 1])));
        }
        return total;
    }

    private BigInteger clusterTime(int measure, int segment, long start, long end) {
        return BigInteger.valueOf(end - start).multiply(BigInteger.valueOf(rate(measure, segment)));
    }

    private int rate(int measure, int segment) {
        int here = measures[segment];
        return here == measure || (here == MISSING && measure == BUSY) ? rates[segment] : 0;
    }

    private long between(int measure, long from, long to) {
        return to <= from ? 0 : until(measure, to) - until(measure, from);
    }

    private long until(int measure, long micros) {
        long[] sum = sums[measure];
        int i = segment(micros);
        if (i >= edges.length - 1) {
            return sum[edges.length - 1];
        }
        return sum[i] + rate(measure, i) * (micros - edges[i]);
    }

    private int segment(long micros) {
        int at = Arrays.binarySearch(edges, micros);
        return Math.max(0, at >= 0 ? at : -at - 2);
    }

    private void fill(ClusterCount clusters, Activity activity) {
        List<ClusterCount.Period> periods = clusters.periods();
        int step = -1;
        int island = 0;
        int period = 0;
        Phases phases = null;
        for (int i = 0; i < edges.length - 1; i++) {
            long start = edges[i];
            long length = edges[i + 1] - start;
            while (step + 1 < clusters.steps() && clusters.time(step + 1) <= start) {
                step++;
            }
            while (island < activity.count() && activity.end(island) <= start) {
                island++;
            }
            while (period < periods.size() && periods.get(period).end() <= start) {
                period++;
                phases = null;
            }
            for (int measure = 0; measure < MEASURES; measure++) {
                sums[measure][i + 1] = sums[measure][i];
            }
            int count = step < 0 ? 0 : clusters.count(step);
            if (island < activity.count() && activity.start(island) <= start) {
                add(BUSY, i, Math.max(1, count), length);
                if (count == 0) {
                    add(MISSING, i, 1, length);
                }
            } else if (count > 0) {
                if (phases == null) {
                    phases = Phases.of(periods.get(period), activity);
                }
                add(phases.kindAt(start).ordinal(), i, count, length);
            }
        }
    }

    private void add(int measure, int segment, int count, long length) {
        sums[measure][segment + 1] = sums[measure][segment] + count * length;
        measures[segment] = (byte) measure;
        rates[segment] = count;
        most = Math.max(most, count);
    }

    private static long[] edges(ClusterCount clusters, Activity activity, long from, long to) {
        int most = 2
                + clusters.steps()
                + 2 * activity.count()
                + 3 * clusters.periods().size();
        long[] edges = new long[most];
        int size = 0;
        edges[size++] = from;
        edges[size++] = to;
        for (int i = 0; i < clusters.steps(); i++) {
            edges[size++] = within(clusters.time(i), from, to);
        }
        for (int i = activity.firstFrom(from); i < activity.count() && activity.start(i) < to; i++) {
            edges[size++] = within(activity.start(i), from, to);
            edges[size++] = within(activity.end(i), from, to);
        }
        for (ClusterCount.Period period : clusters.periods()) {
            edges[size++] = within(period.start(), from, to);
            edges[size++] = within(period.startedUntil(), from, to);
            edges[size++] = within(period.end(), from, to);
        }
        Arrays.sort(edges, 0, size);
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            if (distinct == 0 || edges[distinct - 1] != edges[i]) {
                edges[distinct++] = edges[i];
            }
        }
        return Arrays.copyOf(edges, distinct);
    }

    private static long within(long micros, long from, long to) {
        return Math.min(Math.max(micros, from), to);
    }

    /** Which kind of idle a moment without activity is, within one running period. */
    private record Phases(long firstActivity, long lastActivity, long startedUntil) {

        static Phases of(ClusterCount.Period period, Activity activity) {
            int first = activity.firstFrom(period.start());
            if (first >= activity.count() || activity.start(first) >= period.end()) {
                return new Phases(Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);
            }
            int last = activity.firstFrom(period.end() - 1);
            if (last >= activity.count() || activity.start(last) >= period.end()) {
                last--;
            }
            return new Phases(
                    Math.max(period.start(), activity.start(first)),
                    Math.min(period.end(), activity.end(last)),
                    period.startedUntil());
        }

        IdleKind kindAt(long micros) {
            if (firstActivity == Long.MAX_VALUE) {
                return IdleKind.NO_QUERY;
            }
            if (micros < firstActivity && micros < startedUntil) {
                return IdleKind.STARTUP;
            }
            return micros >= lastActivity ? IdleKind.TAIL : IdleKind.BETWEEN;
        }
    }
}
