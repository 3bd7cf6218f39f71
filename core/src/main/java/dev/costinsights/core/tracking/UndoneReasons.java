package dev.costinsights.core.tracking;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why wrappers left something undone, and how often. Counted on the callers' threads, explained, each once, on the
 * recorder's where it has one.
 */
final class UndoneReasons {

    private static final Logger LOG = LoggerFactory.getLogger(UndoneReasons.class);
    private static final int MOST = 256;
    private static final String OTHERS = "others";

    private static final class Reason {
        private final LongAdder count = new LongAdder();
        private final Throwable cause;
        private volatile boolean explained;

        Reason(Throwable cause) {
            this.cause = cause;
        }
    }

    private final ConcurrentHashMap<String, Reason> reasons = new ConcurrentHashMap<>();
    private volatile boolean news;

    /** Never throws. */
    void count(String reason, Throwable cause) {
        try {
            Reason known = reasons.get(reason);
            if (known == null) {
                // Reasons are few constant texts; should somebody make them up, they must not fill the memory.
                String key = reasons.size() < MOST ? reason : OTHERS;
                Reason made = new Reason(cause);
                Reason first = reasons.putIfAbsent(key, made);
                known = first == null ? made : first;
                news = true;
            }
            known.count.increment();
        } catch (Throwable e) {
            // Not even counted: the caller's own work goes on.
            return;
        }
    }

    void explain() {
        if (!news) {
            return;
        }
        news = false;
        reasons.forEach((text, reason) -> {
            if (!reason.explained) {
                reason.explained = true;
                LOG.warn("{}; further ones are only counted", text, reason.cause);
            }
        });
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        reasons.forEach((text, reason) -> counts.put(text, reason.count.sum()));
        return counts;
    }
}
