package dev.costinsights.plugin.systemtables.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.plugin.systemtables.duckdb.Database;
import dev.costinsights.plugin.systemtables.duckdb.Settings;
import dev.costinsights.plugin.systemtables.values.Leaf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files stand in SQL, and are nothing but names there. */
class FileNamesTest {

    @TempDir
    Path input;

    @ParameterizedTest
    @ValueSource(strings = {"a'], union_by_name = (SELECT 1)); --*.csv", "[x]?.csv"})
    void a_name_cannot_leave_its_quotes(String name) throws IOException, SQLException {
        Files.writeString(input.resolve(name), "record_id\n1\n");
        Settings settings = new Settings(input, null, "256MB", 1, input.resolve("spill"));
        try (Database database = Database.open(settings, Database.RowOrder.ANY)) {
            List<FileGroup> groups =
                    FileGroups.of(database, List.of(input.resolve(name)), List.of(Leaf.text("record_id")));

            assertEquals(
                    List.of(List.of("1")),
                    database.list("SELECT record_id FROM (" + groups.get(0).scan() + ")"));
        }
    }
}
