package dev.costinsights.plugin.systemtables.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.plugin.systemtables.duckdb.Database;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.duckdb.Settings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginCacheTest {

    private static final List<String> PARTS = List.of("a", "b");

    @TempDir
    private Path folder;

    private Database database;
    private int made;
    private final OriginCache<String> cache = new OriginCache<>(PARTS.size(), parts -> {
        made++;
        return Arrays.toString(parts);
    });

    @BeforeEach
    void open() throws SQLException {
        database = Database.open(
                new Settings(folder, null, "256MB", 1, folder.resolve("spill")), Database.RowOrder.OF_FILE);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void each_row_gets_what_its_own_texts_make_however_many_others_there_are() throws Exception {
        // Texts that are missing, empty and shared by others, in 70,020 pairs, which come near each other and far.
        read("""
                SELECT CASE WHEN i % 5 = 0 THEN NULL ELSE 'a' || (i % 7001) END AS a,
                       CASE WHEN i % 3 = 0 THEN '' ELSE 'b' || (i // 2 % 9) END AS b
                FROM range(400000) AS t(i)
                """);
    }

    @Test
    void what_comes_again_is_right_when_more_of_it_comes_than_can_be_kept() throws Exception {
        int pairs = 120_000;
        read("SELECT 'a' || (i // 20000 * 10000 + i % 10000) AS a, 'b' AS b FROM range(2 * " + pairs + ") AS t(i)");

        // What is made a second time is kept, and there is room for 65,536.
        assertTrue(made - pairs > 1 << 16, "made " + made + " times");
    }

    @Test
    void what_comes_again_soon_is_made_once() throws Exception {
        read("SELECT 'a' || (i // 4) AS a, 'b' AS b FROM range(40000) AS t(i)");

        assertEquals(10_000, made);
    }

    @Test
    void what_comes_again_when_many_others_came_between_is_made_a_second_time_and_then_kept() throws Exception {
        read("SELECT 'a' || (i % 20000) AS a, 'b' AS b FROM range(20000 * 10) AS t(i)");

        // Places are shared by hash, so some are made more often than twice, and a few are still recent the second
        // time.
        assertTrue(made > 36_000 && made < 60_000, "made " + made + " times");
    }

    private void read(String select) throws SQLException, InterruptedException {
        Map<String, String> first = new HashMap<>();
        try (Rows rows = database.stream("SELECT " + OriginCache.sql(PARTS) + ", a, b FROM (" + select + ")")) {
            while (rows.next()) {
                String made = cache.get(rows, 0);
                String expected =
                        Arrays.asList(rows.text(3), orNull(rows.text(4))).toString();
                assertEquals(expected, made);
                if (first.size() < 100 && first.putIfAbsent(expected, made) == null) {
                    assertSame(made, cache.get(rows, 0));
                }
            }
        }
    }

    /** An empty text counts as none. */
    private static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
