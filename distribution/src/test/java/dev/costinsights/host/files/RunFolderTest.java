package dev.costinsights.host.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What killed runs leave, and what must stay. */
class RunFolderTest {

    @TempDir
    private Path temporary;

    @Test
    void what_a_killed_run_left_is_removed_by_the_next() throws IOException {
        Path killed = run("cost-insights-run-1", true, Duration.ofMinutes(5));
        Path ofAnEarlierVersion = run("cost-insights-run-2", false, Duration.ofDays(2));
        Path library = file("libduckdb_java123.so", Duration.ofHours(2));
        RunFolder.in(temporary).close();
        assertFalse(Files.exists(killed));
        assertFalse(Files.exists(ofAnEarlierVersion));
        assertFalse(Files.exists(library));
    }

    @Test
    void what_may_be_in_use_stays() throws IOException {
        Path starting = run("cost-insights-run-1", false, Duration.ofMinutes(5));
        Path library = file("libduckdb_java123.so", Duration.ofMinutes(5));
        Path foreign = file("libsomething.so", Duration.ofDays(5));
        try (RunFolder living = RunFolder.in(temporary)) {
            age(living.path(), Duration.ofDays(5));
            RunFolder.in(temporary).close();
            assertTrue(Files.exists(living.path()));
        }
        assertTrue(Files.exists(starting));
        assertTrue(Files.exists(library));
        assertTrue(Files.exists(foreign));
    }

    @Test
    void the_folder_of_another_process_that_lives_stays() throws Exception {
        String said = ChildProcess.run(List.of(), Living.class, temporary.toString());
        assertTrue(said.contains("stays"), said);
    }

    @Test
    void a_folder_disappears_with_its_run() throws IOException {
        Path path;
        try (RunFolder folder = RunFolder.in(temporary)) {
            path = folder.path();
            Files.writeString(path.resolve("spilled"), "rows");
        }
        assertFalse(Files.exists(path));
    }

    private Path run(String name, boolean isLocked, Duration age) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(name));
        Files.writeString(folder.resolve("spilled"), "rows");
        if (isLocked) {
            Files.createFile(folder.resolve("lock"));
        }
        return age(folder, age);
    }

    private Path file(String name, Duration age) throws IOException {
        return age(Files.writeString(temporary.resolve(name), "library"), age);
    }

    private static Path age(Path path, Duration age) throws IOException {
        return Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(age)));
    }

    /** Has a folder, and lets another process make one beside it. */
    static final class Living {

        private Living() {}

        public static void main(String[] args) throws Exception {
            Path temporary = Path.of(args[0]);
            if (args.length > 1) {
                RunFolder.in(temporary).close();
                return;
            }
            try (RunFolder living = RunFolder.in(temporary)) {
                age(living.path(), Duration.ofDays(5));
                System.out.print(ChildProcess.run(List.of(), Living.class, args[0], "sweep"));
                System.out.println(Files.exists(living.path()) ? "stays" : "is gone");
            }
        }
    }
}
