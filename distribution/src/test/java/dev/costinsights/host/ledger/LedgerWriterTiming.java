package dev.costinsights.host.ledger;

import com.sun.management.OperatingSystemMXBean;
import dev.costinsights.core.attribution.AttributionResult;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Not a test: {@code main <folder> <rows> [format]} says what writing a ledger costs, with and without its rows' making. */
final class LedgerWriterTiming {

    // Keeps the compiler from making no rows at all.
    private static volatile Object sink;

    private LedgerWriterTiming() {}

    public static void main(String[] args) throws Exception {
        long rows = Long.parseLong(args[1]);
        LedgerFormat format = LedgerFormat.valueOf(args.length > 2 ? args[2] : "PARQUET");
        double making = cpu(() -> new SyntheticLedger().push(rows, row -> sink = row));
        Path folder = Path.of(args[0]);
        double all = cpu(() -> {
            try (LedgerFiles files = LedgerFiles.in(folder, format)) {
                new SyntheticLedger().push(rows, files);
                files.publish(new AttributionResult(List.of(), 0, rows, 0, 0, Instant.EPOCH));
            }
        });
        System.out.printf(
                Locale.ROOT,
                "%,d rows as %s: %.1f CPU-s, %.1f of them to make the rows; %,d bytes%n",
                rows,
                format,
                all,
                making,
                Files.size(folder.resolve("ledger." + format.extension())));
    }

    private static double cpu(Runnable work) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        work.run();
        return (system.getProcessCpuTime() - before) / 1e9;
    }
}
