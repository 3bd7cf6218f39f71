package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.facts.StatementColumns;
import dev.costinsights.core.model.IdleKind;
import java.math.BigInteger;

/**
 * Finds the statement behind an idle stretch: for a start-up the one that waited for it, else the last one before the
 * stretch (method, section 10).
 */
final class IdleCausers {

    private final StatementColumns statements;
    private final Activity activity;
    private final ClusterCount clusters;
    private final WarehouseClock clock;

    /** Takes a statement's row and the idle cluster-time that is its doing. */
    @FunctionalInterface
    interface CauserConsumer {
        void accept(int row, BigInteger clusterMicros);
    }

    IdleCausers(StatementColumns statements, Activity activity, ClusterCount clusters, WarehouseClock clock) {
        this.statements = statements;
        this.activity = activity;
        this.clusters = clusters;
        this.clock = clock;
    }

    /** In order of time; stretches without a causer are left out. */
    void visit(IdleKind kind, long from, long to, CauserConsumer consumer) {
        clock.idleStretches(kind, from, to, (start, weight) -> {
            int row = kind == IdleKind.STARTUP ? firstOfPeriod(start) : lastBefore(start);
            if (row >= 0) {
                consumer.accept(row, weight);
            }
        });
    }

    private int lastBefore(long micros) {
        int island = activity.firstEndingAfter(micros) - 1;
        return island < 0 ? -1 : activity.lastStatement(island);
    }

    /** The first statement of the period that waited for compute; when none did, the first one. */
    private int firstOfPeriod(long micros) {
        for (ClusterCount.Period period : clusters.periods()) {
            if (period.start() > micros || micros >= period.end()) {
                continue;
            }
            int first = -1;
            for (int row = statements.firstActiveFrom(period.start());
                    row < statements.size() && statements.activeStart(row) < period.end();
                    row++) {
                if (statements.waitedForCompute(row)) {
                    return row;
                }
                first = first < 0 ? row : first;
            }
            return first;
        }
        return -1;
    }
}
