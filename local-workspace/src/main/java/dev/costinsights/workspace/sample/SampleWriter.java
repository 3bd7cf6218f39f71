package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.PriceBook;
import dev.costinsights.workspace.tables.RowProducer;
import dev.costinsights.workspace.tables.SystemTable;
import dev.costinsights.workspace.tables.SystemTables;
import dev.costinsights.workspace.tables.TableFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes a sample. */
public final class SampleWriter {
    /** Tables written at a time; each has a thread that generates and one that encodes. */
    private static final int AT_A_TIME = 2;

    private SampleWriter() {}

    /**
     * Writes all tables below {@link SampleOptions#out()}, which is created when it is missing; files of the same names
     * are replaced.
     *
     * @throws IOException when a file cannot be written
     */
    public static SampleSummary write(SampleOptions options, ProgressListener progress)
            throws IOException, InterruptedException {
        return write(options, Map.of(), progress);
    }

    /**
     * Writes the sample and more rows, which come after its own, or in tables that it does not have.
     *
     * @param more by the path of a system table, e.g. {@code billing/usage}
     */
    public static SampleSummary write(SampleOptions options, Map<String, RowProducer> more, ProgressListener progress)
            throws IOException, InterruptedException {
        Sample sample = new Sample(options);
        Map<String, Long> rows = new TreeMap<>();
        Map<String, Long> bytes = new TreeMap<>();
        ExecutorService executor = Executors.newFixedThreadPool(AT_A_TIME, task -> {
            Thread thread = new Thread(task, "sample-files");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Written>> files = new ArrayList<>();
            for (Sample.Table table : joined(sample.tables(), more)) {
                files.add(executor.submit(() -> write(options, table, progress)));
            }
            for (Future<Written> file : files) {
                Written written = get(file);
                rows.put(written.path(), written.rows());
                bytes.put(written.path(), written.bytes());
            }
        } finally {
            executor.shutdownNow();
        }
        Map<String, BigDecimal> billed = new TreeMap<>();
        sample.billed()
                .forEach((currency, units) -> billed.put(currency, new BigDecimal(units, PriceBook.MONEY_SCALE)));
        return new SampleSummary(rows, bytes, billed, sample.traps().toMap());
    }

    private static List<Sample.Table> joined(List<Sample.Table> sample, Map<String, RowProducer> more) {
        Map<String, RowProducer> left = new LinkedHashMap<>(more);
        List<Sample.Table> tables = new ArrayList<>();
        for (Sample.Table table : sample) {
            RowProducer after = left.remove(table.path());
            tables.add(after == null ? table : table.then(after));
        }
        left.forEach((path, producer) -> tables.add(new Sample.Table(path, 0, producer)));
        return tables;
    }

    private record Written(String path, long rows, long bytes) {}

    private static Written write(SampleOptions options, Sample.Table table, ProgressListener progress)
            throws IOException, SQLException {
        SystemTable systemTable = SystemTables.table(table.path());
        String order = options.shuffled() ? " ORDER BY hash(row_number + " + options.seed() + "), row_number" : "";
        TableFile file = new TableFile(options.out(), systemTable, options.format(), order);
        Throttle throttle = new Throttle(table, progress);
        long rows = file.write(table.producer(), throttle::rows);
        progress.progress(table.path(), rows, rows);
        return new Written(table.path(), rows, Files.size(file.path()));
    }

    /** Passes on a few reports a second. */
    private static final class Throttle {
        private static final long EVERY_NANOS = 200_000_000;

        private final Sample.Table table;
        private final ProgressListener listener;
        private long last = System.nanoTime();

        Throttle(Sample.Table table, ProgressListener listener) {
            this.table = table;
            this.listener = listener;
        }

        void rows(long done) {
            long now = System.nanoTime();
            if (now - last >= EVERY_NANOS) {
                last = now;
                listener.progress(table.path(), done, Math.max(done, table.expectedRows()));
            }
        }
    }

    private static Written get(Future<Written> file) throws IOException, InterruptedException {
        try {
            return file.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("writing the sample failed: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
