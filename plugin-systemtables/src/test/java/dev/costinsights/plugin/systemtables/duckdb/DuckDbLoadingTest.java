package dev.costinsights.plugin.systemtables.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.spi.CostInsightsException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB's library comes out of its jar into the folder for temporary files; a process can try that only once. */
class DuckDbLoadingTest {

    @TempDir
    Path folder;

    @Test
    void a_folder_from_which_it_cannot_be_loaded_is_named() throws Exception {
        Path nowhere = folder.resolve("nowhere");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + nowhere,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opening.class.getName(),
                        folder.toString())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        String expected = "UNAVAILABLE cannot load DuckDB from " + nowhere
                + ": not executable, or no room (72 MB); name another folder with -Djava.io.tmpdir (COST_INSIGHTS_OPTS)";
        assertEquals(expected + '\n' + expected + '\n', said);
    }

    /** Twice: the second time the class itself is what is missing. */
    static final class Opening {

        private Opening() {}

        public static void main(String[] args) throws Exception {
            Settings settings = new Settings(Path.of(args[0]), null, "256MB", 1, Path.of(args[0]));
            for (int i = 0; i < 2; i++) {
                try {
                    Database.open(settings, Database.RowOrder.ANY).close();
                } catch (CostInsightsException e) {
                    System.out.println(e.code() + " " + e.getMessage());
                }
            }
        }
    }
}
