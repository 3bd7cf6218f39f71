package dev.costinsights.host.cli;

import dev.costinsights.host.report.Cell;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.store.WindowFacts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says what the store lacks of what a command is about: on stdout as a table, on stderr with what to do, and by the exit code. */
final class Completeness {

    private final WindowFacts facts;
    private final String window;

    /** @param window as options, to be copied */
    Completeness(WindowFacts facts, String window) {
        this.facts = facts;
        this.window = window;
    }

    /** A table of what could not be used, or none. */
    List<Table> tables() {
        return gaps(facts.gaps());
    }

    static List<Table> gaps(Map<String, String> gaps) {
        if (gaps.isEmpty()) {
            return List.of();
        }
        Table.Builder table = Table.of("not_readable", "Tables that could not be used", "table", "reason");
        new TreeMap<>(gaps).forEach((name, reason) -> table.row(Cell.text(name), Cell.text(reason)));
        return List.of(table.build());
    }

    /** What the command ends with. */
    int end(Session session) {
        if (!facts.isComplete()) {
            session.hint(
                    "The bill is complete through " + facts.completeThrough()
                            + " only; later days may be there in part. Read on with:",
                    "backfill " + window);
        } else if (facts.lacksEvidence()) {
            session.hint(
                    "Cost that only the tables above could explain is UNATTRIBUTED. Read what can be read of them with:",
                    "backfill " + window);
        }
        return facts.isComplete() && !facts.lacksEvidence() ? ExitCode.DONE : ExitCode.PARTIAL;
    }
}
