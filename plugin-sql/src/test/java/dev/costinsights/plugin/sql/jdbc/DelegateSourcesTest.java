package dev.costinsights.plugin.sql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The generated delegates are what {@link DelegateSources} writes, but for layout, which the formatter decides.
 *
 * <p>{@code ./mvnw -pl plugin-sql test -Dtest=DelegateSourcesTest -Dcostinsights.write=true}, then {@code spotless:apply},
 * writes them anew.
 */
class DelegateSourcesTest {

    private static final Path FOLDER = Path.of("src/main/java/dev/costinsights/plugin/sql/jdbc");

    @Test
    void the_sources_are_those_that_the_generator_writes() throws IOException {
        for (Map.Entry<String, String> source : DelegateSources.all().entrySet()) {
            Path file = FOLDER.resolve(source.getKey());
            if (Boolean.getBoolean("costinsights.write")) {
                Files.writeString(file, source.getValue());
            }
            assertEquals(words(source.getValue()), words(Files.readString(file)), file.toString());
        }
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", "");
    }
}
