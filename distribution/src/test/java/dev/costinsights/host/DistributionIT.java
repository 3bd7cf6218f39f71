package dev.costinsights.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as a user has it: unpacked, started by its launcher, in a home of its own. */
final class DistributionIT {

    private static final Path LAUNCHER = Path.of(System.getProperty("distribution"), "bin/cost-insights");
    private static final long TIMEOUT_SECONDS = 120;

    @TempDir
    private Path work;

    private String out;
    private String err;

    @Test
    void demoEndsWithAReconciledBill() throws IOException, InterruptedException {
        assertEquals(0, run("demo", "--statements", "2000"), () -> err);
        for (String title : List.of("Billed", "By category", "Top orchestrator jobs", "Coverage by evidence", "Idle")) {
            assertTrue(out.contains(title), out);
        }
        assertTrue(err.contains("cost-insights attribute --from"), err);
        assertTrue(Files.exists(work.resolve("state/demo/ledger/ledger.parquet")));
        assertEquals(0, run("-o", "json", "demo", "--statements", "2000"), () -> err);
        assertTrue(out.contains("\"difference\": 0.000000000000"), out);
        assertFalse(out.matches("(?s).*\"difference\": -?(?!0\\.0+[,}]).*"), out);
    }

    @Test
    void sameInputSameBytesInEveryFormat() throws IOException, InterruptedException {
        Path tables = work.resolve("my tables");
        assertEquals(0, run("sample", "--days", "3", "--statements", "1000", "--out", tables.toString()), () -> err);
        for (String format : List.of("parquet", "csv", "jsonl")) {
            Path first = attribute(tables, format, "first");
            Path second = attribute(tables, format, "second");
            for (String file : List.of("ledger." + format, "reconciliation." + format)) {
                assertTrue(Files.size(first.resolve(file)) > 0);
                assertEquals(-1, Files.mismatch(first.resolve(file), second.resolve(file)), file);
            }
        }
    }

    @Test
    void badInputLeavesNothingBehind() throws IOException, InterruptedException {
        Path out = work.resolve("out");
        assertEquals(2, run(attributeCall(work.resolve("nowhere"), out, "csv")));
        assertTrue(err.contains("nowhere"), err);
        Path tables = Files.createDirectories(work.resolve("tables/billing"));
        Files.writeString(tables.resolve("usage.parquet"), "this is no parquet");
        int code = run(attributeCall(tables.getParent(), out, "csv"));
        assertTrue(code == 1 || code == 2, () -> code + err);
        assertTrue(err.contains("usage.parquet"), err);
        assertFalse(err.contains("\tat "), err);
        assertFalse(Files.exists(out));
        assertEquals(List.of(), leftovers());
    }

    @Test
    void aLedgerWithoutCostOrCausesSaysWhyOnStderr() throws IOException, InterruptedException {
        Path tables = work.resolve("tables");
        assertEquals(0, run("sample", "--days", "2", "--statements", "200", "--out", tables.toString()), () -> err);
        Files.delete(tables.resolve("billing/list_prices.parquet"));
        Files.delete(tables.resolve("query/history.parquet"));
        assertEquals(0, run(attributeCall(tables, work.resolve("out"), "csv")), () -> err);
        assertTrue(err.contains("billing.list_prices was not found"), err);
        assertTrue(err.contains("Not found, or not readable: query.history."), err);
        assertFalse(out.contains("not found"), out);

        String[] call = attributeCall(tables, work.resolve("none"), "csv");
        call[4] = "2020-01-01";
        call[6] = "2020-01-02";
        assertEquals(0, run(call), () -> err);
        assertTrue(err.contains("No usage record begins in the window, 2020-01-01T00:00:00Z"), err);
        assertTrue(out.matches("(?s).*as of +20[0-9-]+T00:00:00Z\\n.*"), "the newest day of other usage: " + out);

        String[] quiet = Arrays.copyOf(call, call.length + 1);
        quiet[call.length] = "-q";
        assertEquals(0, run(quiet), () -> err);
        assertEquals("", err);
    }

    @Test
    void interruptLeavesNothingBehind() throws IOException, InterruptedException {
        Path tables = work.resolve("tables");
        assertEquals(0, run("sample", "--statements", "60000", "--out", tables.toString()), () -> err);
        Path out = work.resolve("out");
        Process process = start(attributeCall(tables, out, "csv"));
        for (int i = 0; i < 200 && leftovers().isEmpty() && process.isAlive(); i++) {
            Thread.sleep(50);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertTrue(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        // 0 when the run was over first, or when whoever started the tests ignores the signal.
        assertTrue(process.exitValue() == 130 || process.exitValue() == 0);
        assertEquals(process.exitValue() == 0, Files.exists(out));
        assertEquals(List.of(), leftovers());
    }

    @Test
    void pluginOfTheDistributionLoads() throws IOException, InterruptedException {
        assertEquals(0, run("plugins", "list"), () -> out + err);
        assertTrue(out.contains("systemtables"), out);
    }

    @Test
    void launcherWorksThroughALinkAndSaysWhichJavaItNeeds() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(work.resolve("a link"), LAUNCHER.toAbsolutePath());
        Process linked = start(link, Map.of(), "version");
        assertEquals(0, linked.waitFor());
        Path old = Files.createDirectories(work.resolve("old java/bin"));
        Path java = Files.writeString(old.resolve("java"), "#!/bin/sh\n");
        assertTrue(java.toFile().setExecutable(true));
        Files.writeString(work.resolve("old java/release"), "JAVA_VERSION=\"11.0.2\"\n");
        Process refused =
                start(LAUNCHER, Map.of("JAVA_HOME", work.resolve("old java").toString()), "version");
        assertEquals(2, refused.waitFor());
        assertTrue(Files.readString(work.resolve("err")).contains("is Java 11.0.2; install Java 17 or later"));
    }

    @Test
    void pathsBeyondAsciiWorkWhereNoLocaleIsSet() throws IOException, InterruptedException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "this test cannot name such paths itself");
        Path tables = work.resolve("Köln 東京");
        Process process = start(
                LAUNCHER,
                Map.of("LANG", "", "LC_ALL", "", "LC_CTYPE", ""),
                "sample",
                "--days",
                "1",
                "--statements",
                "10",
                "--out",
                tables.toString());
        assertEquals(0, process.waitFor(), () -> read("err"));
        assertTrue(Files.exists(tables.resolve("billing")));
    }

    @Test
    void whatAKilledRunLeftInTheTemporaryFolderIsRemovedByALaterOne() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(work.resolve("temporary"));
        Path library = Files.writeString(temporary.resolve("libduckdb_java1.so"), "");
        Files.setLastModifiedTime(library, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Process process =
                start(LAUNCHER, Map.of("COST_INSIGHTS_OPTS", "-Djava.io.tmpdir=" + temporary), "doctor", "-o", "json");
        process.waitFor();
        assertTrue(read("out.txt").contains("loaded from " + temporary), () -> read("out.txt"));
        assertFalse(Files.exists(library));
    }

    private String read(String file) {
        try {
            return Files.readString(work.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path attribute(Path tables, String format, String name) throws IOException, InterruptedException {
        Path folder = work.resolve(name + "-" + format);
        assertEquals(0, run(attributeCall(tables, folder, format)), () -> err);
        return folder;
    }

    private static String[] attributeCall(Path tables, Path out, String format) {
        return new String[] {
            "attribute",
            "--from",
            tables.toString(),
            "--start",
            "2026-10-01",
            "--end",
            "2026-11-01",
            "--format",
            format,
            "--out",
            out.toString()
        };
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("unfinished"))
                    .toList();
        }
    }

    private int run(String... args) throws IOException, InterruptedException {
        Process process = start(args);
        assertTrue(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        out = Files.readString(work.resolve("out.txt"));
        err = Files.readString(work.resolve("err"));
        return process.exitValue();
    }

    private Process start(String... args) throws IOException {
        return start(LAUNCHER, Map.of(), args);
    }

    private Process start(Path launcher, Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("COST_INSIGHTS_"));
        builder.environment().put("HOME", work.toString());
        builder.environment().put("COST_INSIGHTS_HOME", work.resolve("state").toString());
        builder.environment().put("COST_INSIGHTS_CACHE", System.getProperty("class.cache"));
        builder.environment().putAll(environment);
        builder.redirectOutput(work.resolve("out.txt").toFile());
        builder.redirectError(work.resolve("err").toFile());
        return builder.start();
    }
}
