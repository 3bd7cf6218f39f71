package dev.costinsights.host.daily;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.daily.Knowledge.Fact;
import dev.costinsights.host.files.Sha256;
import dev.costinsights.host.store.Partition;
import dev.costinsights.host.store.RecordedTable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was recorded of executions that can matter for a day, of those that began before its end: of statements, the slices
 * of the days of which the engine gets statements, and older ones with a batch that lasts into such a day; of runs and
 * updates, however old, those that something of the day names, each once, in however many files it is. A day of which
 * nothing was recorded is what it would be without this.
 */
final class RecordedInputs {

    private final Knowledge knowledge;
    private final LocalDate date;

    RecordedInputs(Knowledge knowledge, LocalDate date) {
        this.knowledge = knowledge;
        this.date = date;
    }

    /** @param days of which the engine gets statements */
    void statements(Set<LocalDate> days, List<Partition> files, Sha256 hash) {
        for (Fact fact : facts(RecordedTable.STATEMENTS)) {
            if (days.stream().anyMatch(day -> isOf(day, fact))) {
                files.add(fact.partition());
                hash.add(fact.partition().slice().toString())
                        .add(fact.partition().content());
            }
        }
    }

    /** Of a batch the end is known, too: what began before a day may be about its statements. */
    private static boolean isOf(LocalDate day, Fact fact) {
        return day.equals(fact.day())
                || (day.isAfter(fact.day())
                        && fact.partition().last()
                                >= TimeSpan.micros(
                                        day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    /** @param mentioned numbers of the ids that something of the day names */
    void runs(BitSet mentioned, List<Partition> files, Sha256 hash) {
        Set<String> rows = new TreeSet<>();
        for (Fact fact : facts(RecordedTable.RUNS)) {
            ObjectVersions recorded = knowledge.versions(fact);
            BitSet mattering = recorded.mentioned(mentioned);
            if (!mattering.isEmpty()) {
                files.add(fact.partition());
                recorded.digests(mattering, rows);
            }
        }
        if (!rows.isEmpty()) {
            hash.add(RecordedTable.RUNS.qualifiedName()).add(rows.size());
            rows.forEach(hash::add);
        }
    }

    private List<Fact> facts(RecordedTable table) {
        return knowledge.tables().getOrDefault(table.qualifiedName(), List.of()).stream()
                .filter(fact -> fact.partition().rows() > 0 && !fact.day().isAfter(date))
                .toList();
    }
}
