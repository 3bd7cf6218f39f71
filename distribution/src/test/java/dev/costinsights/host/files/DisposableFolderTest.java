package dev.costinsights.host.files;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder disappears, whatever others do in it. */
final class DisposableFolderTest {

    @TempDir
    private Path parent;

    @Test
    void another_one_may_delete_in_it_at_the_same_time() throws Exception {
        for (int round = 0; round < 100; round++) {
            DisposableFolder folder = DisposableFolder.in(parent, "round-");
            List<Path> made = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Path below = Files.createDirectories(folder.path().resolve("a" + i + "/b/c"));
                made.add(Files.createFile(below.resolve("file")));
                made.add(below);
                made.add(below.getParent());
                made.add(below.getParent().getParent());
            }
            Thread other = new Thread(() -> made.forEach(DisposableFolderTest::delete));
            other.start();
            folder.close();
            other.join();
            assertFalse(Files.exists(folder.path()));
        }
    }

    @Test
    void what_is_not_there_needs_no_deleting_and_a_file_is_deleted_too() throws IOException {
        DisposableFolder.delete(parent.resolve("nothing"));
        Path file = Files.createFile(parent.resolve("file"));
        DisposableFolder.delete(file);
        assertFalse(Files.exists(file));
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The other one was faster.
        }
    }
}
