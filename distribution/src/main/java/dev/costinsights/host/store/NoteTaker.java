package dev.costinsights.host.store;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.host.files.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Takes the notes of a table's rows, which pass it in their order. */
final class NoteTaker {

    private static final List<String> STARTS =
            List.of("usage_start_time", "period_start_time", "event_time", "start_time", "request_time", "change_time");
    private static final List<String> ENDS = List.of("usage_end_time", "period_end_time", "end_time");
    private static final Set<String> RUNS = Set.of("run_id", "job_run_id", "update_id");
    /** Ids of single records and the like: no table of objects has them, so they are never looked up anywhere. */
    private static final Set<String> SINGLE = Set.of("record_id", "statement_id", "session_id");

    private static final int DIGEST = 32;
    private static final long DAY = 86_400 * TimeSpan.SECOND;
    private static final long BEGINNING = Notes.BEGINNING.toSeconds() * TimeSpan.SECOND;

    private final TableKind kind;
    private final List<SourceColumn> columns;
    private final int start;
    private final int end;
    private final int id;
    private final int workspace;
    private final Map<Long, Group> groups = new TreeMap<>();
    private final Map<Long, Group> beginnings = new TreeMap<>();
    private final List<Versions.Version> versions = new ArrayList<>();
    private final Sha256 ofVersion = new Sha256();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private boolean timeless;

    private static final class Group {
        private final Sha256 digest = new Sha256();
        private final Tokens tokens = new Tokens();
        private final Tokens runs = new Tokens();
        private long rows;
        private long firstEnd = Long.MAX_VALUE;
        private long lastEnd = Long.MIN_VALUE;
    }

    NoteTaker(SourceTable table) {
        kind = TableKind.of(table);
        columns = table.columns();
        start = timeColumn(STARTS);
        end = timeColumn(ENDS);
        id = index(TableKind.idColumn(table.qualifiedName()));
        workspace = index("workspace_id");
    }

    void row(byte[] code, String[] texts, long[] numbers, boolean[] present) {
        boolean timed = start >= 0 && present[start];
        long from = timed ? numbers[start] : 0;
        long to = timed && end >= 0 && present[end] ? Math.max(from, numbers[end]) : from;
        timeless |= !timed;
        first = Math.min(first, from);
        last = Math.max(last, to);
        switch (kind) {
            case USAGE, EVENTS -> {
                Group day = group(groups, from, to);
                mention(texts, numbers, present, day);
                if (kind == TableKind.USAGE) {
                    day.digest.add(code);
                } else if (Math.floorMod(from, DAY) < BEGINNING) {
                    Group beginning = group(beginnings, from, to);
                    mention(texts, numbers, present, beginning);
                    beginning.digest.add(code);
                }
            }
            case OBJECTS -> {
                ByteBuffer digest = ByteBuffer.wrap(ofVersion.add(code).bytes());
                versions.add(new Versions.Version(
                        id >= 0 && texts[id] != null ? Tokens.of(texts[id]) : 0,
                        Tokens.of(text(workspace, texts, numbers, present) + '/' + text(id, texts, numbers, present)),
                        from,
                        digest.getLong(),
                        digest.getLong()));
            }
            case OTHER -> {}
        }
    }

    Notes notes() {
        return new Notes(days(groups), days(beginnings), Versions.of(versions));
    }

    private static List<Notes.Day> days(Map<Long, Group> groups) {
        List<Notes.Day> days = new ArrayList<>();
        groups.forEach((day, group) -> days.add(new Notes.Day(
                day,
                group.digest.hex().substring(0, DIGEST),
                group.rows,
                group.firstEnd,
                group.lastEnd,
                group.tokens.sorted(),
                group.runs.sorted())));
        return days;
    }

    /** Earliest start; {@link Long#MIN_VALUE} when a row has none. */
    long first() {
        return timeless ? Long.MIN_VALUE : first;
    }

    /** Latest end; {@link Long#MAX_VALUE} when a row has none. */
    long last() {
        return timeless ? Long.MAX_VALUE : last;
    }

    private String text(int column, String[] texts, long[] numbers, boolean[] present) {
        if (column < 0 || !present[column]) {
            return "";
        }
        return columns.get(column).type() == SourceColumn.Type.INTEGER ? Long.toString(numbers[column]) : texts[column];
    }

    private static Group group(Map<Long, Group> byDay, long from, long to) {
        Group group = byDay.computeIfAbsent(Math.floorDiv(from, DAY), day -> new Group());
        group.rows++;
        group.firstEnd = Math.min(group.firstEnd, to);
        group.lastEnd = Math.max(group.lastEnd, to);
        return group;
    }

    private void mention(String[] texts, long[] numbers, boolean[] present, Group group) {
        for (int i = 0; i < texts.length; i++) {
            SourceColumn column = columns.get(i);
            switch (column.type()) {
                case JSON -> {
                    if (texts[i] != null) {
                        group.tokens.addJson(texts[i]);
                    }
                }
                case TEXT -> {
                    if (texts[i] != null && isId(column)) {
                        mention(column, texts[i], group);
                    }
                }
                case INTEGER -> {
                    if (present[i] && isId(column)) {
                        mention(column, Long.toString(numbers[i]), group);
                    }
                }
                case DECIMAL, DOUBLE, BOOLEAN, TIMESTAMP, DATE -> {}
            }
        }
    }

    private static void mention(SourceColumn column, String id, Group group) {
        (RUNS.contains(column.name()) ? group.runs : group.tokens).add(id);
    }

    private static boolean isId(SourceColumn column) {
        return column.name().endsWith("_id") && !SINGLE.contains(column.name());
    }

    private int timeColumn(List<String> names) {
        for (String name : names) {
            int at = index(name);
            if (at >= 0 && columns.get(at).type() == SourceColumn.Type.TIMESTAMP) {
                return at;
            }
        }
        return -1;
    }

    private int index(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
