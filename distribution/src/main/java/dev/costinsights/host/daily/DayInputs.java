package dev.costinsights.host.daily;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.daily.Knowledge.Fact;
import dev.costinsights.host.daily.Knowledge.UsageOfDay;
import dev.costinsights.host.files.Sha256;
import dev.costinsights.host.store.Notes;
import dev.costinsights.host.store.Partition;
import dev.costinsights.host.store.TableKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the ledger of a day follows from: the files that the engine gets, and a hash of everything in them that can matter
 * for the day. A day whose hash is the same needs not be computed again; so what can matter and is not in the hash would
 * be an error, and what is in the hash and cannot matter is only work.
 *
 * <ul>
 *   <li>Usage of the day, whichever file it came in.
 *   <li>Statements, slices of runs and the like of the day and the day before; older ones that last into the day; and older
 *       slices of runs and updates of which there are slices on the day.
 *   <li>Those of the day after which begin before {@link #evidenceEnd()}, and no others; nor does the engine look at others.
 *   <li>Warehouse events before that, however old.
 *   <li>Versions of objects of which something of all that mentions the id: those before that; later ones as long as usage of
 *       the day lasts; of an object that is first known later still, its first version.
 *   <li>What was recorded of statements and runs, see {@link RecordedInputs}.
 *   <li>All prices.
 * </ul>
 *
 * <p>A table of which a region is known and was not read, that day or at all, counts as not readable.
 */
final class DayInputs {

    /** How far back slices of one run are looked for. */
    private static final int RUN_DAYS = 31;

    private static final Set<String> STATEMENTS =
            Set.of(SystemTable.QUERY_HISTORY.qualifiedName(), SystemTable.BILLING_ATTRIBUTED_USAGE.qualifiedName());
    private static final String EVENTS = SystemTable.COMPUTE_WAREHOUSE_EVENTS.qualifiedName();
    private static final Set<String> READ =
            Arrays.stream(SystemTable.values()).map(SystemTable::qualifiedName).collect(Collectors.toSet());
    private static final Set<String> RUNS = Set.of(
            SystemTable.LAKEFLOW_JOB_RUN_TIMELINE.qualifiedName(),
            SystemTable.LAKEFLOW_JOB_TASK_RUN_TIMELINE.qualifiedName(),
            SystemTable.LAKEFLOW_PIPELINE_UPDATE_TIMELINE.qualifiedName());

    private final Knowledge knowledge;
    private final LocalDate date;
    private final long startMicros;
    private final long lastUsageEnd;
    /** What there is about the day. */
    private final List<Notes.Day> about = new ArrayList<>();

    /** Days of which the engine gets statements. */
    private final Set<LocalDate> statementDays = new HashSet<>();

    private final List<Partition> files = new ArrayList<>();
    private final Sha256 hash = new Sha256();
    private final Instant asOf;
    private final Instant evidenceEnd;
    private final String digest;

    /** @param options everything else that decides the ledger, as text */
    DayInputs(Knowledge knowledge, LocalDate date, Duration settleHorizon, String options) {
        this.knowledge = knowledge;
        this.date = date;
        this.startMicros = TimeSpan.micros(date.atStartOfDay(ZoneOffset.UTC).toInstant());
        this.lastUsageEnd = knowledge.usage(date).stream()
                .mapToLong(usage -> usage.day().lastEnd())
                .max()
                .orElseThrow();
        this.asOf = asOf(settleHorizon);
        this.evidenceEnd = endOfEvidence();
        hash.add(options).add(date.toString()).add(asOf.toString()).add(evidenceEnd.toString());
        usage();
        List<Map.Entry<String, List<Fact>>> objects = new ArrayList<>();
        for (Map.Entry<String, List<Fact>> table : knowledge.tables().entrySet()) {
            if (!READ.contains(table.getKey()) || table.getKey().equals(Knowledge.USAGE)) {
                continue;
            }
            boolean byDay = table.getValue().get(0).day() != null;
            if (TableKind.of(table.getKey(), byDay) == TableKind.EVENTS) {
                events(table.getKey(), table.getValue());
            } else {
                objects.add(table);
            }
        }
        BitSet mentioned = knowledge.objects().of(about);
        for (Map.Entry<String, List<Fact>> table : objects) {
            if (knowledge.isRead(table.getKey())) {
                table.getValue().forEach(fact -> objects(fact, mentioned));
            } else {
                leaveOut(table.getKey());
            }
        }
        RecordedInputs recorded = new RecordedInputs(knowledge, date);
        recorded.statements(statementDays, files, hash);
        recorded.runs(mentioned, files, hash);
        digest = hash.hex();
    }

    LocalDate date() {
        return date;
    }

    /** What the engine gets. */
    List<Partition> files() {
        return files;
    }

    /** Hash of all that matters. */
    String digest() {
        return digest;
    }

    /** The moment of knowledge, as far as it decides the status of the day's charges. */
    Instant asOf() {
        return asOf;
    }

    /**
     * What begins then or later explains nothing of the day: the beginning of the day after is looked at, since a warehouse
     * that ran over midnight may still be used again. All of that day is, once it is over, when a usage record lasts that
     * far. So what comes in the course of a day leaves the day before alone.
     */
    Instant evidenceEnd() {
        return evidenceEnd;
    }

    TimeSpan window() {
        return TimeSpan.of(date.atStartOfDay(ZoneOffset.UTC).toInstant(), nextDay());
    }

    /** Before this, all charges of the day are provisional; after that, none is; in between each day decides. */
    private Instant asOf(Duration horizon) {
        long firstEnd = Long.MAX_VALUE;
        for (UsageOfDay usage : knowledge.usage(date)) {
            firstEnd = Math.min(firstEnd, usage.day().firstEnd());
        }
        Instant least = TimeSpan.instant(firstEnd - 1).plus(horizon);
        Instant most = TimeSpan.instant(lastUsageEnd).plus(horizon);
        Instant known = knowledge.newest();
        return known.isBefore(least) ? least : known.isAfter(most) ? most : known;
    }

    private Instant endOfEvidence() {
        Instant beginning = nextDay().plus(Notes.BEGINNING);
        Instant end = nextDay().plus(1, ChronoUnit.DAYS);
        boolean isLong = lastUsageEnd > TimeSpan.micros(beginning);
        return isLong && knowledge.newest().isAfter(end) ? end : beginning;
    }

    private Instant nextDay() {
        return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private void usage() {
        for (UsageOfDay usage : knowledge.usage(date)) {
            files.add(usage.partition());
            hash.add(usage.partition().slice().toString()).add(usage.day().digest());
            about.add(usage.day());
        }
    }

    private void events(String table, List<Fact> facts) {
        SharedRuns shared = knowledge.sharedRuns(table);
        Set<Long> runs = new HashSet<>();
        for (Fact fact : facts) {
            if (fact.day().equals(date)) {
                runs.addAll(shared.of(fact.partition().file()));
            }
        }
        if (!knowledge.isRead(table, date)) {
            leaveOut(table);
            return;
        }
        for (Fact fact : facts) {
            boolean sharesRuns = RUNS.contains(table)
                    && !Collections.disjoint(runs, shared.of(fact.partition().file()));
            if (!matters(table, fact, sharesRuns)) {
                continue;
            }
            files.add(fact.partition());
            hash.add(fact.partition().slice().toString());
            if (STATEMENTS.contains(table)) {
                statementDays.add(fact.day());
            }
            if (isSeenAtItsBeginning(fact)) {
                fact.notes().beginning(fact.day().toEpochDay()).ifPresent(part -> {
                    hash.add(part.digest());
                    about.add(part);
                });
            } else {
                hash.add(fact.partition().content());
                about.addAll(fact.notes().days());
            }
        }
    }

    /**
     * A part of a table must not pass for all of it: neither a part of the day, nor the regions that could be read. What
     * the table would have explained then carries the reason.
     */
    private void leaveOut(String table) {
        hash.add("not readable").add(table);
    }

    /** Whether no more of a file matters than the beginning of the day after: it may have rows of other days, too. */
    private boolean isSeenAtItsBeginning(Fact fact) {
        return fact.day().isAfter(date)
                && evidenceEnd.equals(nextDay().plus(Notes.BEGINNING))
                && fact.notes().days().stream()
                        .allMatch(day -> day.day() == fact.day().toEpochDay());
    }

    private boolean matters(String table, Fact fact, boolean sharesRuns) {
        if (fact.day().isAfter(date) && !fact.partition().slice().start().isBefore(evidenceEnd)) {
            return false;
        }
        if (table.equals(EVENTS) || !fact.day().isBefore(date.minusDays(1))) {
            return true;
        }
        if (fact.partition().rows() > 0 && fact.partition().last() >= startMicros) {
            return true;
        }
        return sharesRuns && !fact.day().isBefore(date.minusDays(RUN_DAYS));
    }

    private void objects(Fact fact, BitSet mentioned) {
        if (fact.notes().versions().size() == 0) {
            files.add(fact.partition());
            hash.add(fact.partition().slice().toString()).add(fact.partition().content());
            return;
        }
        ObjectVersions versions = knowledge.versions(fact);
        BitSet mattering = versions.mattering(TimeSpan.micros(evidenceEnd), lastUsageEnd, mentioned);
        if (fact.day() == null || !mattering.isEmpty()) {
            files.add(fact.partition());
            hash.add(fact.partition().slice().toString());
            versions.hash(mattering, hash);
        }
    }
}
