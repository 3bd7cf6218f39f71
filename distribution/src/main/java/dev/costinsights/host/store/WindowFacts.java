package dev.costinsights.host.store;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of facts that a window's attribution reads. A table of which a day is missing is left out as a whole, because
 * a part of it must not pass for all of it: its rows then carry the reason.
 */
public final class WindowFacts {

    /** Rows farther from the window are not looked at; a day more than the engine's sources look. */
    private static final long MARGIN_DAYS = 32;

    private static final long DAY = 86_400 * TimeSpan.SECOND;
    /** What the engine reads; a store may hold more. */
    private static final Set<String> READ =
            Arrays.stream(SystemTable.values()).map(SystemTable::qualifiedName).collect(Collectors.toSet());

    /** What of that not every account has. */
    private static final Set<String> PREVIEWS = Set.of(
            SystemTable.BILLING_ACCOUNT_PRICES.qualifiedName(), SystemTable.BILLING_ATTRIBUTED_USAGE.qualifiedName());

    static final String USAGE = SystemTable.BILLING_USAGE.qualifiedName();
    private static final String EVENTS = "compute.warehouse_events";

    private final TimeSpan window;
    private final List<Partition> all;
    private final Map<String, String> gaps = new TreeMap<>();
    private final List<Partition> chosen = new ArrayList<>();
    private final LocalDate completeThrough;

    /** @throws CostInsightsException when the store does not hold the window's usage */
    public WindowFacts(TimeSpan window, List<Partition> all, List<TableState> states) {
        this.window = window;
        this.all = all.stream()
                .filter(partition -> READ.contains(partition.slice().table()))
                .toList();
        this.completeThrough = usage();
        choose(states.stream().filter(state -> READ.contains(state.table())).toList());
        all.stream().filter(this::isRecorded).forEach(chosen::add);
    }

    /** Files to read. */
    public List<Partition> files() {
        return List.copyOf(chosen);
    }

    /** Tables that could explain costs and are left out, each with the reason. */
    public Map<String, String> gaps() {
        return Map.copyOf(gaps);
    }

    /** Whether something that could explain costs should have been read and was not. */
    public boolean lacksEvidence() {
        return !PREVIEWS.containsAll(gaps.keySet());
    }

    /** The last day of which the usage was read after it had ended, or later; never after the window. */
    public LocalDate completeThrough() {
        return completeThrough;
    }

    /** Whether the window's end is known. */
    public boolean isComplete() {
        return !completeThrough.isBefore(lastDay());
    }

    private LocalDate firstDay() {
        return day(window.startMicros());
    }

    private LocalDate lastDay() {
        return day(window.endMicros() - 1);
    }

    private LocalDate usage() {
        ReadDays days = new ReadDays();
        Instant newest = Instant.MIN;
        for (Partition partition : all) {
            if (partition.slice().table().equals(USAGE)) {
                days.add(partition.slice());
                newest = partition.readAt().isAfter(newest) ? partition.readAt() : newest;
            }
        }
        if (!days.has(firstDay())) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "the store holds no usage that arrived on " + firstDay() + "; run cost-insights backfill --start "
                            + firstDay() + " --end " + lastDay().plusDays(1));
        }
        LocalDate read = newest.atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate last = read.isBefore(lastDay()) ? read : lastDay();
        for (LocalDate day = firstDay(); !day.isAfter(last); day = day.plusDays(1)) {
            if (!days.has(day)) {
                throw new CostInsightsException(
                        ErrorCode.CONFIGURATION,
                        "the store lacks usage that arrived on " + day + "; run cost-insights backfill --start " + day
                                + " --end " + lastDay().plusDays(1));
            }
        }
        // What arrives on a day is known when the day is over, and usage of a day arrives on it or later.
        return read.isAfter(lastDay()) ? lastDay() : read.minusDays(1);
    }

    private void choose(List<TableState> states) {
        Map<String, ReadDays> days = new HashMap<>();
        for (Partition partition : all) {
            days.computeIfAbsent(
                            place(partition.slice().table(), partition.slice().region()), key -> new ReadDays())
                    .add(partition.slice());
        }
        Map<String, TableState> known = new TreeMap<>();
        states.forEach(state -> known.put(place(state.table(), state.region()), state));
        days.keySet().forEach(place -> known.computeIfAbsent(place, WindowFacts::unknown));
        known.forEach((place, state) -> {
            if (!state.table().equals(USAGE)) {
                gap(state, days.getOrDefault(place, new ReadDays()))
                        .ifPresent(reason -> gaps.put(state.table(), reason));
            }
        });
        LocalDate newest = newestUsage();
        for (Partition partition : all) {
            if (!gaps.containsKey(partition.slice().table()) && (matters(partition) || isUsageOf(partition, newest))) {
                chosen.add(partition);
            }
        }
    }

    /** The newest day with usage, or null: until when the bill is known is told by it, whatever the window is. */
    private LocalDate newestUsage() {
        return all.stream()
                .filter(partition -> partition.slice().day() != null
                        && isUsageOf(partition, partition.slice().day()))
                .map(partition -> partition.slice().day())
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    private static boolean isUsageOf(Partition partition, LocalDate day) {
        return day != null
                && partition.slice().table().equals(USAGE)
                && partition.rows() > 0
                && day.equals(partition.slice().day());
    }

    private Optional<String> gap(TableState state, ReadDays days) {
        String why = state.isReadable() ? "" : ": " + state.problem();
        if (days.isEmpty()) {
            return Optional.of(state.isReadable() ? "was not read" : state.problem());
        }
        LocalDate last = completeThrough.isBefore(firstDay()) ? firstDay() : completeThrough;
        for (LocalDate day = firstDay(); !day.isAfter(last); day = day.plusDays(1)) {
            if (!days.has(day)) {
                return Optional.of("the rows of " + day + " were not read" + why);
            }
        }
        return Optional.empty();
    }

    private boolean matters(Partition partition) {
        boolean isObject = TableKind.of(partition.slice().table(), true) == TableKind.OBJECTS;
        if (isObject || partition.slice().day() == null || partition.rows() == 0) {
            return true;
        }
        if (partition.slice().table().equals(USAGE)) {
            return partition.first() < window.endMicros() && partition.last() >= window.startMicros();
        }
        boolean isLate = partition.first() >= window.endMicros() + MARGIN_DAYS * DAY;
        boolean isEarly = partition.last() < window.startMicros() - MARGIN_DAYS * DAY;
        return !isLate && (!isEarly || partition.slice().table().equals(EVENTS));
    }

    /** What was recorded of executions that began before the window's end; of statements, as far back as any matter. */
    private boolean isRecorded(Partition partition) {
        String table = partition.slice().table();
        return RecordedTable.isOne(table)
                && partition.rows() > 0
                && !partition.slice().day().isAfter(lastDay())
                && (table.equals(RecordedTable.RUNS.qualifiedName()) || matters(partition));
    }

    private static TableState unknown(String place) {
        int space = place.indexOf(' ');
        return TableState.readable(place.substring(0, space), place.substring(space + 1), Instant.EPOCH);
    }

    private static String place(String table, String region) {
        return table + ' ' + region;
    }

    private static LocalDate day(long micros) {
        return LocalDate.ofEpochDay(Math.floorDiv(micros, DAY));
    }
}
