package dev.costinsights.host.daily;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.host.store.Notes;
import dev.costinsights.host.store.Partition;
import dev.costinsights.host.store.ReadDays;
import dev.costinsights.host.store.RecordedTable;
import dev.costinsights.host.store.Store;
import dev.costinsights.host.store.TableState;
import dev.costinsights.host.store.Versions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is in a store at one moment, arranged for looking up what matters for a day. */
final class Knowledge {

    static final String USAGE = SystemTable.BILLING_USAGE.qualifiedName();

    private final Map<String, List<Fact>> byTable = new TreeMap<>();
    private final Map<String, Map<String, ReadDays>> regions = new HashMap<>();
    private final Map<LocalDate, List<UsageOfDay>> usage = new TreeMap<>();
    private final Map<String, ObjectVersions> versions = new HashMap<>();
    private final Map<String, FirstVersions> firsts = new HashMap<>();
    private final Map<String, SharedRuns> shared = new HashMap<>();
    private MentionedObjects objects;

    private Instant newest = Instant.EPOCH;

    /** A file with what was noted about it. */
    record Fact(Partition partition, Notes notes) {

        LocalDate day() {
            return partition.slice().day();
        }
    }

    /** The part of a file of the bill that is about one day. */
    record UsageOfDay(Partition partition, Notes.Day day) {}

    Knowledge(Store store) {
        Map<String, Notes> read = new HashMap<>();
        for (TableState state : store.tableStates()) {
            region(state.table(), state.region());
        }
        for (Partition partition : store.partitions()) {
            Notes notes = read.computeIfAbsent(partition.file(), file -> store.notes(partition));
            byTable.computeIfAbsent(partition.slice().table(), table -> new ArrayList<>())
                    .add(new Fact(partition, notes));
            region(partition.slice().table(), partition.slice().region()).add(partition.slice());
            if (partition.slice().table().equals(USAGE)) {
                usage(partition, notes);
            }
        }
    }

    /** Days of which there is usage. */
    SortedSet<LocalDate> days() {
        return new TreeSet<>(usage.keySet());
    }

    List<UsageOfDay> usage(LocalDate day) {
        return usage.getOrDefault(day, List.of());
    }

    Map<String, List<Fact>> tables() {
        return byTable;
    }

    /** Whether every region that is known of a table was read at all. */
    boolean isRead(String table) {
        return regions.get(table).values().stream().noneMatch(ReadDays::isEmpty);
    }

    /** Whether all of a day was read of every region that is known of a table. */
    boolean isRead(String table, LocalDate day) {
        return regions.get(table).values().stream().allMatch(days -> days.has(day));
    }

    /** Versions of the objects in a file. */
    ObjectVersions versions(Fact fact) {
        return versions.computeIfAbsent(
                fact.partition().file(),
                file -> new ObjectVersions(
                        fact.notes().versions(),
                        firsts.computeIfAbsent(fact.partition().slice().table(), this::firsts),
                        objects()));
    }

    /** Objects of all tables. */
    MentionedObjects objects() {
        if (objects == null) {
            List<Versions> files = byTable.values().stream()
                    .flatMap(List::stream)
                    .map(fact -> fact.notes().versions())
                    .toList();
            objects = new MentionedObjects(files, byTable.containsKey(RecordedTable.RUNS.qualifiedName()));
        }
        return objects;
    }

    /** Runs that several files of a table of events have slices of. */
    SharedRuns sharedRuns(String table) {
        return shared.computeIfAbsent(table, name -> {
            Map<String, List<long[]>> runs = new HashMap<>();
            byTable.get(name)
                    .forEach(fact -> runs.put(
                            fact.partition().file(),
                            fact.notes().days().stream().map(Notes.Day::runs).toList()));
            return new SharedRuns(runs);
        });
    }

    /** What was read of a region; one that was asked for and never read is known, too. */
    private ReadDays region(String table, String region) {
        return regions.computeIfAbsent(table, name -> new HashMap<>()).computeIfAbsent(region, name -> new ReadDays());
    }

    private FirstVersions firsts(String table) {
        return new FirstVersions(
                byTable.get(table).stream().map(fact -> fact.notes().versions()).toList());
    }

    /** The end of the newest day on which usage arrived: the moment of knowledge. */
    Instant newest() {
        return newest;
    }

    private void usage(Partition partition, Notes notes) {
        for (Notes.Day day : notes.days()) {
            usage.computeIfAbsent(LocalDate.ofEpochDay(day.day()), key -> new ArrayList<>())
                    .add(new UsageOfDay(partition, day));
        }
        LocalDate slice = partition.slice().day();
        if (slice != null && partition.rows() > 0) {
            Instant end = slice.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            newest = end.isAfter(newest) ? end : newest;
        }
    }
}
