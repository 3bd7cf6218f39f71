package dev.costinsights.host.cli;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.time.Instant;
import picocli.CommandLine.Option;

/** Which usage a command is about. */
final class WindowChoice {

    @Option(
            names = "--start",
            paramLabel = "DATE",
            required = true,
            converter = MomentConverter.class,
            description = "usage that starts then or later, UTC; 2026-10-01 or 2026-10-01T00:00:00Z")
    private Instant start;

    @Option(
            names = "--end",
            paramLabel = "DATE",
            required = true,
            converter = MomentConverter.class,
            description = "usage that starts before then")
    private Instant end;

    /** @throws CostInsightsException when it has no length */
    TimeSpan window() {
        if (!end.isAfter(start)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "--end " + end + " is not later than --start " + start + "; swap or correct");
        }
        return TimeSpan.of(start, end);
    }

    /** As options, to be copied. */
    String text() {
        return "--start " + start + " --end " + end;
    }
}
