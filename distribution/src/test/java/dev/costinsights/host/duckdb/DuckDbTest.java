package dev.costinsights.host.duckdb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.host.files.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbTest {

    @TempDir
    private Path folder;

    @Test
    void a_folder_from_which_it_cannot_be_loaded_is_named() throws Exception {
        Path nowhere = folder.resolve("nowhere");
        String said = ChildProcess.run(List.of("-Djava.io.tmpdir=" + nowhere), Opening.class);
        assertTrue(said.contains("UNAVAILABLE cannot load DuckDB from " + nowhere + ": not executable, or no"), said);
    }

    static final class Opening {

        private Opening() {}

        public static void main(String[] args) throws Exception {
            try {
                DuckDb.open().close();
            } catch (CostInsightsException e) {
                System.out.println(e.code() + " " + e.getMessage());
            }
        }
    }
}
