package dev.costinsights.host.cli;

import dev.costinsights.host.costs.DaysChoice;
import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/** Which ledger is asked, and about which of its days. */
final class LedgerDays {

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "folder of a ledger in Parquet, as attribute writes it; default the store")
    Path from;

    @Option(
            names = "--start",
            paramLabel = "DATE",
            converter = DayConverter.class,
            description = "first day, UTC, by usage_date; default as many days before the end as --last says")
    private LocalDate start;

    @Option(
            names = "--end",
            paramLabel = "DATE",
            converter = DayConverter.class,
            description = "the day after the last one; default the day after the ledger's last one")
    private LocalDate end;

    @Option(names = "--last", paramLabel = "DAYS", description = "how many days, instead of --start")
    private Integer last;

    /**
     * What was chosen.
     *
     * @param usual how many days, where nothing says; 0 for all
     */
    DaysChoice choice(int usual) {
        return new DaysChoice(start, end, last, usual);
    }
}
