package dev.costinsights.plugin.systemtables.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.plugin.systemtables.duckdb.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackedTest {

    @Test
    void any_texts_come_out_as_they_went_in_and_different_texts_never_look_the_same() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<List<String>> distinct = new HashSet<>();
        Set<String> packedTexts = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 300; i++) {
                String[] texts = new String[4];
                List<String> literals = new ArrayList<>();
                for (int j = 0; j < texts.length; j++) {
                    texts[j] = text(random);
                    literals.add(texts[j] == null ? "CAST(NULL AS VARCHAR)" : Sql.literal(texts[j]));
                }
                try (ResultSet result = statement.executeQuery("SELECT " + Packed.sql(literals))) {
                    result.next();
                    String packed = result.getString(1);
                    String[] expected = Arrays.stream(texts)
                            .map(text -> "".equals(text) ? null : text)
                            .toArray(String[]::new);
                    assertArrayEquals(expected, Packed.unpack(packed, 4), "seed " + seed);
                    distinct.add(Arrays.asList(texts));
                    packedTexts.add(packed);
                }
            }
        }
        assertEquals(distinct.size(), packedTexts.size(), "seed " + seed);
    }

    /** Short, and full of what could confuse: separators, letters that mark a position, quotes. */
    private static String text(Random random) {
        if (random.nextInt(4) == 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append("\u001F\u001F0123'x\u00E4".charAt(random.nextInt(9)));
        }
        return text.toString();
    }
}
