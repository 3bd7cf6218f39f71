package dev.costinsights.plugin.systemtables.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DuckDB is locked down: whatever a file's name or content says, nothing outside the input can be reached. */
class LockDownTest {

    @TempDir
    Path input;

    @TempDir
    Path outside;

    private Database database;

    @BeforeEach
    void open() throws IOException, SQLException {
        Files.writeString(input.resolve("a.csv"), "x\n1\n");
        Files.writeString(outside.resolve("secret.csv"), "x\n1\n");
        database = Database.open(new Settings(input, null, "256MB", 1, input.resolve("spill")), Database.RowOrder.ANY);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void the_input_can_be_read() throws SQLException {
        assertEquals(List.of(List.of("1")), database.list("SELECT * FROM read_csv('" + input.resolve("a.csv") + "')"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM read_text('INPUT/../SIBLING/secret.csv')",
                "SELECT * FROM read_text('OUTSIDE/secret.csv')",
                "SELECT * FROM read_csv('https://example.com/a.csv')",
                "COPY (SELECT 1) TO 'OUTSIDE/stolen.csv'",
                "ATTACH 'OUTSIDE/other.db' AS other",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET memory_limit = '100GB'",
                "SET threads = 99",
                "SET enable_external_access = true",
                "SET allowed_directories = ['/']",
                "SET temp_directory = '/tmp'",
                "SET lock_configuration = false",
                "RESET lock_configuration"
            })
    void nothing_else_can(String sql) {
        String own = sql.replace("INPUT", input.toString())
                .replace("OUTSIDE", outside.toString())
                .replace("SIBLING", outside.getFileName().toString());

        assertThrows(SQLException.class, () -> database.execute(own), own);
    }
}
