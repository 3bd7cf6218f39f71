package dev.costinsights.core.tracking;

import dev.costinsights.core.model.ExecutionType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable journal of executions in any database that JDBC reaches; tried with H2 and PostgreSQL. It makes its two tables
 * when they are missing.
 *
 * <p>Events are only ever added, a batch in one transaction; when {@link #keep} returns they are on the disk. A batch that
 * comes twice, because nobody knows whether the first time succeeded, stands there twice and counts once when it is read.
 * One connection stays open and is replaced when it fails. The recorder's thread calls {@code keep}; the other methods
 * take connections of their own and may be called by any thread.
 */
public final class JdbcJournal implements ExecutionKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcJournal.class);
    /**
     * A launch that stands there several times is open once. One that was launched again, as a run that is repaired, is open
     * until an end of its newest launch, which began when that did; the order in which events came says nothing.
     */
    private static final String OPEN = " cost_insights_execution_event l WHERE l.phase = 'LAUNCHED' AND l.id <> ''"
            + " AND NOT EXISTS (SELECT 1 FROM cost_insights_execution_event e WHERE e.type = l.type"
            + " AND e.id = l.id AND e.place = l.place AND e.phase = 'ENDED' AND e.start_micros >= l.start_micros)"
            + " AND NOT EXISTS (SELECT 1 FROM cost_insights_execution_event f WHERE f.type = l.type"
            + " AND f.id = l.id AND f.place = l.place AND f.phase = 'LAUNCHED' AND (f.start_micros > l.start_micros"
            + " OR (f.start_micros = l.start_micros AND f.entry < l.entry)))";

    private final DataSource database;
    private final JournalRows rows = new JournalRows(UUID.randomUUID().toString());
    private Connection connection;
    private FindableInH2 findable;
    private final AtomicLong refused = new AtomicLong();

    public JdbcJournal(DataSource database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** Events that the database does not take for what is in them; each would hold up all that come after it. */
    public long refused() {
        return refused.get();
    }

    @Override
    public void keep(EventBatch batch) throws SQLException {
        try {
            open();
            write(batch, batch.events(), batch.sequence() + batch.lost());
        } catch (SQLException e) {
            drop();
            if (!isAboutTheData(e)) {
                throw e;
            }
            keepOneByOne(batch);
        } catch (RuntimeException | Error e) {
            // A driver in a state that its authors did not think of.
            drop();
            throw e;
        }
    }

    /** Launches of a type without an end, the oldest first. */
    public List<ExecutionEvent> open(ExecutionType type, int most) throws SQLException {
        return open(type, 0, most).launches();
    }

    /** The same, from behind a position in the journal. */
    public OpenExecutions open(ExecutionType type, long after, int most) throws SQLException {
        List<ExecutionEvent> launches = new ArrayList<>();
        AtomicLong last = new AtomicLong();
        AtomicInteger found = new AtomicInteger();
        query(
                "SELECT l.event, l.entry FROM" + OPEN + " AND l.type = '" + type.name() + "' AND l.entry > " + after
                        + " ORDER BY l.entry",
                most,
                row -> {
                    found.incrementAndGet();
                    last.set(row.getLong(2));
                    read(row.getString(1), launches::add);
                });
        return new OpenExecutions(launches, found.get() < most ? OptionalLong.empty() : OptionalLong.of(last.get()));
    }

    /** How many launches of all types have no end. */
    public long openCount() throws SQLException {
        AtomicLong count = new AtomicLong();
        query("SELECT COUNT(*) FROM" + OPEN, 1, row -> count.set(row.getLong(1)));
        return count.get();
    }

    /**
     * Some of the launches without an end.
     *
     * @param next the position behind which there may be more; empty when these were the last
     */
    public record OpenExecutions(List<ExecutionEvent> launches, OptionalLong next) {

        public OpenExecutions {
            launches = List.copyOf(launches);
        }
    }

    /** Every event of executions that began before a time, in the order in which they were kept. */
    public void read(long beforeMicros, Consumer<ExecutionEvent> events) throws SQLException {
        read(Long.MIN_VALUE, beforeMicros, events);
    }

    /** Every event of executions that began in a time, its end not included, in the order in which they were kept. */
    public void read(long fromMicros, long beforeMicros, Consumer<ExecutionEvent> events) throws SQLException {
        query(
                "SELECT event FROM cost_insights_execution_event WHERE start_micros >= " + fromMicros
                        + " AND start_micros < " + beforeMicros + " ORDER BY entry",
                0,
                row -> read(row.getString(1), events));
    }

    /**
     * Every event of a part, in any order.
     *
     * @return what exactly these events are known by, see {@link #sums}
     */
    public String read(JournalPart part, Consumer<ExecutionEvent> events) throws SQLException {
        return JournalParts.read(database, part, event -> read(event, events));
    }

    /**
     * What parts are known by, in the order of the list: a text that is another as soon as an event is there that was not, or
     * was forgotten.
     */
    public List<String> sums(List<JournalPart> parts) throws SQLException {
        return JournalParts.sums(database, parts);
    }

    /** Whether nothing stands in it. */
    public boolean isEmpty() throws SQLException {
        AtomicInteger found = new AtomicInteger();
        query("SELECT 1 FROM cost_insights_execution_event", 1, row -> found.incrementAndGet());
        return found.get() == 0;
    }

    /** The gaps that recorders reported: how many events each of them lost, in all. */
    public long lost() throws SQLException {
        try (Connection own = JournalTables.connect(database);
                Statement statement = own.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COALESCE(SUM(lost), 0) FROM (SELECT DISTINCT recorder,"
                        + " sequence_no, lost FROM cost_insights_recording_gap) gaps")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /**
     * Forgets the executions that began before a time and have ended, or of which nobody can ever know the end because no id
     * was read. One that is open stays: {@code settleOpenExecutions} ends it, as UNKNOWN when Databricks has forgotten it.
     * What waits for a host stays too, however long that is away.
     *
     * @return how many events
     */
    public int forget(Instant before) throws SQLException {
        return JournalForgetting.ended(database, before, rows.waitForTheHost());
    }

    /**
     * Forgets every event of executions that began before a time, also of open ones and those that wait for a host; for a
     * journal of which the host was given up, or that nobody settles.
     *
     * @return how many events
     */
    public int forgetAll(Instant before) throws SQLException {
        return JournalForgetting.all(database, before);
    }

    /** From now on a host gets what is kept, and what was kept before. Called once, before the recorder's thread starts. */
    void handsOver() {
        rows.letWaitForTheHost();
    }

    /** Events that no host has yet, see {@link JournalBacklog}. Only for the recorder's thread. */
    JournalBacklog.Pending pending(int most, long mostCharacters) throws SQLException {
        open();
        try {
            return JournalBacklog.read(connection, most, mostCharacters, this::read);
        } catch (SQLException e) {
            drop();
            throw e;
        }
    }

    /** Remembers that a host has these. Only for the recorder's thread. */
    void handedOver(List<Long> entries) throws SQLException {
        open();
        try {
            JournalBacklog.remove(connection, entries);
        } catch (SQLException e) {
            drop();
            throw e;
        }
    }

    /** A later version may have written what this one does not know; one such event must not hide the others. */
    private void read(String json, Consumer<ExecutionEvent> events) {
        ExecutionEvent event;
        try {
            event = EventJson.read(json);
        } catch (IllegalArgumentException e) {
            LOG.warn("an execution in the journal cannot be read and is passed over: {}", e.getMessage());
            return;
        }
        events.accept(event);
    }

    @Override
    public void close() {
        drop();
    }

    private void open() throws SQLException {
        if (connection == null) {
            Connection opened = JournalTables.connect(database);
            opened.setAutoCommit(false);
            findable = JournalTables.isH2(opened) ? new FindableInH2(opened) : null;
            connection = opened;
        }
    }

    private void write(EventBatch batch, List<ExecutionEvent> events, long firstSequence) throws SQLException {
        rows.insert(connection, events, firstSequence);
        if (batch.lost() > 0) {
            rows.insertGap(connection, batch);
        }
        connection.commit();
        if (findable != null) {
            findable.settle();
        }
    }

    /** All that can be kept; what cannot is counted, explained and left out. */
    private void keepOneByOne(EventBatch batch) throws SQLException {
        EventBatch gap = batch;
        for (int i = 0; i < batch.events().size(); i++) {
            try {
                open();
                write(gap, batch.events().subList(i, i + 1), batch.sequence() + batch.lost() + i);
                gap = new EventBatch(0, 0, 0, List.of());
            } catch (SQLException e) {
                drop();
                if (!isAboutTheData(e)) {
                    throw e;
                }
                if (refused.getAndIncrement() == 0) {
                    LOG.warn(
                            "the journal does not take an execution, which is left out: {}; this is said once",
                            e.toString());
                }
            }
        }
    }

    private static boolean isAboutTheData(SQLException failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("22")) {
                return true;
            }
        }
        return false;
    }

    private void query(String sql, int most, Row each) throws SQLException {
        try (Connection own = JournalTables.connect(database)) {
            // PostgreSQL reads in pieces only within a transaction.
            own.setAutoCommit(false);
            try (Statement statement = own.createStatement()) {
                statement.setMaxRows(most);
                if (most == 0) {
                    statement.setFetchSize(1000);
                }
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        each.read(rows);
                    }
                }
            }
            own.commit();
        }
    }

    /** What becomes of one row. */
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void drop() {
        Connection broken = connection;
        connection = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException | RuntimeException e) {
                LOG.debug("a connection that failed does not close", e);
            }
        }
    }
}
