package dev.costinsights.plugin.bundles.tagging;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/** Finds the files of an {@code include} pattern, in order of their names; {@code *} does not reach across folders. */
final class Includes {

    private Includes() {}

    static List<Path> matching(Path folder, String pattern) throws IOException {
        List<Path> found = List.of(folder);
        for (String part : pattern.split("/", -1)) {
            List<Path> deeper = new ArrayList<>();
            for (Path path : found) {
                step(path, part, deeper);
            }
            found = deeper;
        }
        return found.stream().filter(Files::isRegularFile).toList();
    }

    private static void step(Path path, String part, List<Path> into) throws IOException {
        if (part.isEmpty() || part.equals(".")) {
            into.add(path);
        } else if (!part.matches(".*[*?\\[].*")) {
            if (Files.exists(path.resolve(part))) {
                into.add(path.resolve(part));
            }
        } else if (Files.isDirectory(path)) {
            // Braces mean nothing in these patterns, but they would to Java.
            PathMatcher matcher = FileSystems.getDefault()
                    .getPathMatcher("glob:" + part.replace("{", "\\{").replace("}", "\\}"));
            try (DirectoryStream<Path> children =
                    Files.newDirectoryStream(path, child -> matcher.matches(child.getFileName()))) {
                List<Path> sorted = new ArrayList<>();
                children.forEach(sorted::add);
                sorted.sort(null);
                into.addAll(sorted);
            }
        }
    }
}
