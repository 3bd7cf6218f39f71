package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.plugin.systemtables.jdbc.FingerprintQuestion.Counted;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one workspace what slices are known by, and remembers of which tables it does not say. Any number of threads. */
final class Fingerprints {

    private static final Logger log = LoggerFactory.getLogger(Fingerprints.class);

    private final Wires wires;
    private final Duration limit;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    Fingerprints(Wires wires, Duration limit) {
        this.wires = wires;
        this.limit = limit;
    }

    /** Whether rows of a table have to be read without their hashes. */
    boolean isRefused(KnownTable table) {
        return refused.contains(table.qualifiedName());
    }

    /**
     * Takes a failure for the warehouse's word that it has no hashes of a table's rows, where it may be that.
     *
     * @throws Failure.Thrown the failure, when it is another one or when rows were handed over
     */
    void refuse(KnownTable table, Failure.Thrown thrown, boolean begun) throws Failure.Thrown {
        Failure failure = thrown.failure();
        if (begun || failure.kind() != Failure.Kind.STATEMENT || failure.code() == ErrorCode.PERMISSION) {
            throw thrown;
        }
        log.debug("{} is read without hashes: {}", table.sqlName(), failure.message());
        refused.add(table.qualifiedName());
    }

    /** The fingerprints of all that can be asked for. A failure costs no more than the reading that could be spared. */
    Map<TableSlice, String> ask(List<FingerprintQuestion> questions) throws InterruptedException {
        List<FingerprintQuestion> open = questions.stream()
                .filter(question -> !isRefused(question.table()))
                .toList();
        try {
            return open.isEmpty() ? Map.of() : answers(open);
        } catch (Failure.Thrown e) {
            log.debug("no fingerprints of {} tables: {}", open.size(), e.getMessage());
            if (open.size() == 1 || e.failure().kind() != Failure.Kind.STATEMENT) {
                return Map.of();
            }
        }
        Map<TableSlice, String> each = new HashMap<>();
        for (FingerprintQuestion question : open) {
            each.putAll(ask(List.of(question)));
        }
        return each;
    }

    private Map<TableSlice, String> answers(List<FingerprintQuestion> questions)
            throws Failure.Thrown, InterruptedException {
        Map<String, Map<String, Counted>> answers = new HashMap<>();
        String sql = FingerprintQuestion.sql(questions);
        Deadline deadline = Deadline.in(limit);
        wires.run(
                deadline,
                wire -> wire.query(sql, deadline, rows -> {
                    answers.clear();
                    long count = 0;
                    while (rows.next()) {
                        answers.computeIfAbsent(rows.getString(1), number -> new HashMap<>())
                                .put(rows.getString(2), new Counted(rows.getString(3), rows.getString(4)));
                        count++;
                    }
                    return count;
                }));
        Map<TableSlice, String> fingerprints = new HashMap<>();
        for (int i = 0; i < questions.size(); i++) {
            fingerprints.putAll(questions.get(i).fingerprints(answers.getOrDefault(Integer.toString(i), Map.of())));
        }
        return fingerprints;
    }
}
