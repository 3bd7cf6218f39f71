package dev.costinsights.workspace.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** One small sample with every table, written once for all tests that only read it. */
final class SharedSample {
    static final long STATEMENTS = 20_000;
    static final long OTHER_USAGE = 14_000;
    static final Path FOLDER;
    static final SampleSummary SUMMARY;
    static final Tables TABLES;

    static {
        try {
            FOLDER = Files.createTempDirectory("sample");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(FOLDER)));
            SUMMARY = SampleWriter.write(
                    SampleOptions.builder(FOLDER)
                            .statements(STATEMENTS)
                            .otherUsage(OTHER_USAGE)
                            .accountPrices(true)
                            .attributedUsage(true)
                            .build(),
                    ProgressListener.NONE);
            TABLES = new Tables(FOLDER);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private SharedSample() {}

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
