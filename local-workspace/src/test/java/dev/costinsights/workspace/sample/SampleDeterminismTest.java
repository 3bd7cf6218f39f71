package dev.costinsights.workspace.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.costinsights.workspace.tables.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleDeterminismTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void sameOptionsGiveTheSameBytes(TableFormat format) throws IOException, InterruptedException {
        SampleSummary first = write(small("a").format(format));
        SampleSummary second = write(small("b").format(format));
        assertEquals(first, second);
        for (String path : first.rows().keySet()) {
            String file = path + '.' + format.extension();
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("a").resolve(file),
                            folder.resolve("b").resolve(file)),
                    path);
        }
    }

    @Test
    void anotherJvmGivesTheSameBytes() throws IOException, InterruptedException {
        SampleSummary here = write(small("a"));
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SampleDeterminismTest.class.getName(),
                        folder.resolve("b").toString())
                .inheritIO()
                .start();
        assertEquals(0, other.waitFor());
        for (String path : here.rows().keySet()) {
            String file = path + ".parquet";
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("a").resolve(file),
                            folder.resolve("b").resolve(file)),
                    path);
        }
    }

    /** What the other JVM runs: the JDK's unordered collections are salted anew in each. */
    public static void main(String[] folder) throws IOException, InterruptedException {
        write(smallIn(Path.of(folder[0])));
    }

    @Test
    void anotherSeedGivesAnotherBill() throws IOException, InterruptedException {
        assertNotEquals(write(small("a")).billed(), write(small("b").seed(8)).billed());
    }

    @Test
    void shuffledHoldsTheSameRowsInAnotherOrder() throws IOException, InterruptedException, SQLException {
        SampleSummary plain = write(small("a"));
        SampleSummary shuffled = write(small("b").shuffled(true));
        assertEquals(plain.rows(), shuffled.rows());
        assertEquals(plain.billed(), shuffled.billed());
        Tables tables = new Tables(folder);
        for (String path : plain.rows().keySet()) {
            assertEquals(
                    0,
                    tables.number("SELECT count(*) FROM (FROM {a/" + path + "} EXCEPT ALL FROM {b/" + path + "})"),
                    path);
        }
        assertNotEquals(
                tables.rows("SELECT record_id FROM {a/billing/usage} LIMIT 100"),
                tables.rows("SELECT record_id FROM {b/billing/usage} LIMIT 100"));
    }

    private SampleOptions.Builder small(String name) {
        return smallIn(folder.resolve(name));
    }

    private static SampleOptions.Builder smallIn(Path out) {
        return SampleOptions.builder(out).statements(3_000).days(4).otherUsage(4_000);
    }

    private static SampleSummary write(SampleOptions.Builder options) throws IOException, InterruptedException {
        return SampleWriter.write(options.build(), ProgressListener.NONE);
    }
}
