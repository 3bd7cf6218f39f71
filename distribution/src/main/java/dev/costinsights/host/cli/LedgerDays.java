package dev.costinsights.host.cli;

import dev.costinsights.host.costs.DaysChoice;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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

    /** A day. */
    static final class DayConverter implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String value) {
            try {
                return LocalDate.parse(value);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + value + "' is no day; write 2026-10-01");
            }
        }
    }

    /**
     * What was chosen.
     *
     * @param usual how many days, where nothing says; 0 for all
     */
    DaysChoice choice(int usual) {
        return new DaysChoice(start, end, last, usual);
    }
}
