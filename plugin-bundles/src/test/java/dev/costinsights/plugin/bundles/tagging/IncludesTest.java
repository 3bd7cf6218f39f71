package dev.costinsights.plugin.bundles.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IncludesTest {

    @TempDir
    private Path folder;

    @Test
    void a_star_stays_within_its_folder() throws IOException {
        for (String name : List.of("a/x.yml", "a/y.yaml", "a/b/z.yml", "c{1}.yml", "a/x.yml.txt")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
        assertEquals(List.of("a/x.yml"), matching("a/*.yml"));
        assertEquals(List.of("a/b/z.yml"), matching("*/*/z.y?l"));
        assertEquals(List.of("c{1}.yml"), matching("./c{1}*"));
        assertEquals(List.of("a/y.yaml"), matching("a/[y-z].yaml"));
        assertEquals(List.of(), matching("b/*.yml"));
        assertEquals(List.of(), matching("a"));
    }

    private List<String> matching(String pattern) throws IOException {
        return Includes.matching(folder, pattern).stream()
                .map(file -> folder.relativize(file).toString())
                .toList();
    }
}
