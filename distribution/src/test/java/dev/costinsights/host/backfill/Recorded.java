package dev.costinsights.host.backfill;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.tracking.EventBatch;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.recording.JournalTableSource;
import dev.costinsights.host.store.Store;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.h2.jdbcx.JdbcDataSource;

/** A journal of what wrapped clients recorded, in H2. */
final class Recorded {

    private static final long MINUTE = 60_000_000L;

    private final JdbcJournal journal;

    private Recorded(JdbcJournal journal) {
        this.journal = journal;
    }

    static Recorded in(Path folder, String name) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.toAbsolutePath().resolve(name) + ";DB_CLOSE_DELAY=-1");
        return new Recorded(new JdbcJournal(database));
    }

    JdbcJournal journal() {
        return journal;
    }

    /** What a backfill reads of it. */
    JournalTableSource tables(Store store) {
        return new JournalTableSource(journal, store);
    }

    void keep(ExecutionEvent... events) throws SQLException {
        keep(List.of(events));
    }

    void keep(List<ExecutionEvent> events) throws SQLException {
        journal.keep(new EventBatch(0, 0, 0, events));
    }

    static AttributionContext context(String job) {
        return AttributionContext.builder()
                .opaqueId("opaque-" + job)
                .orchestrator("dagster")
                .job(job)
                .asset("odd [*?] \"name\" of " + job, 2)
                .asset("other", 1)
                .label("team", "a\u0000b")
                .build();
    }

    static ExecutionEvent launched(ExecutionType type, String id, long start, String job) {
        return event(type, id, null, ExecutionPhase.LAUNCHED, start, -1, job);
    }

    static ExecutionEvent ended(ExecutionType type, String id, long start, long duration, String job) {
        return event(type, id, null, ExecutionPhase.ENDED, start, duration, job);
    }

    /** Of which no more than the session is known. */
    static ExecutionEvent batch(String session, long start, long duration, String job) {
        return event(ExecutionType.STATEMENT, null, session, ExecutionPhase.ENDED, start, duration, job);
    }

    /** Of half of what an export tells of: who ran it, some launches twice, some with their ends, in any order. */
    static List<ExecutionEvent> some(ExportTables tables, long seed) {
        Random random = new Random(seed);
        List<ExecutionEvent> events = new ArrayList<>();
        some(tables, "query.history", "statement_id", "start_time", ExecutionType.STATEMENT, random, events);
        some(tables, "lakeflow.job_run_timeline", "run_id", "period_start_time", ExecutionType.JOB_RUN, random, events);
        some(
                tables,
                "lakeflow.pipeline_update_timeline",
                "update_id",
                "period_start_time",
                ExecutionType.PIPELINE_UPDATE,
                random,
                events);
        for (Object[] row : tables.values("query.history", "session_id", "start_time")) {
            if (row[0] != null && random.nextInt(8) == 0) {
                events.add(batch(
                        (String) row[0],
                        (Long) row[1] - random.nextInt(1800) * MINUTE,
                        random.nextInt(1800) * MINUTE,
                        "batch" + random.nextInt(3)));
            }
        }
        Collections.shuffle(events, random);
        return events;
    }

    private static void some(
            ExportTables tables,
            String table,
            String id,
            String time,
            ExecutionType type,
            Random random,
            List<ExecutionEvent> events) {
        for (Object[] row : tables.values(table, id, time)) {
            if (row[0] == null || random.nextBoolean()) {
                continue;
            }
            long start = (Long) row[1] - random.nextInt(5) * MINUTE;
            String job = "job" + random.nextInt(5);
            events.add(launched(type, (String) row[0], start, job));
            if (random.nextBoolean()) {
                events.add(ended(type, (String) row[0], start, random.nextInt(90) * MINUTE, job));
            }
            if (random.nextInt(20) == 0) {
                events.add(launched(type, (String) row[0], start + MINUTE, "another"));
            }
        }
    }

    private static ExecutionEvent event(
            ExecutionType type,
            String id,
            String session,
            ExecutionPhase phase,
            long start,
            long duration,
            String job) {
        return new ExecutionEvent(
                type,
                id,
                phase,
                phase == ExecutionPhase.ENDED ? ExecutionOutcome.SUCCEEDED : ExecutionOutcome.UNKNOWN,
                start,
                duration,
                context(job),
                new ExecutionPlace("adb-x.example.com", null, null, null, session),
                Map.of("secret", "not for the store"));
    }
}
