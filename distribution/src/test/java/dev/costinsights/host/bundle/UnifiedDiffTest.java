package dev.costinsights.host.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnifiedDiffTest {

    @TempDir
    private Path work;

    @Test
    void equal_texts_have_no_difference() {
        assertEquals("", UnifiedDiff.of("f", "a\n", "a\n"));
    }

    @Test
    void changes_far_apart_stand_in_hunks_of_their_own() {
        String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";
        String after = before.replace("2\n3\n", "two\n3\n").replace("11\n12\n", "11\n12");
        assertEquals("""
                --- f
                +++ f
                @@ -1,5 +1,5 @@
                 1
                -2
                +two
                 3
                 4
                 5
                @@ -9,4 +9,4 @@
                 9
                 10
                 11
                -12
                +12
                \\ No newline at end of file
                """, UnifiedDiff.of("f", before, after));
    }

    /** {@code -Dcostinsights.seed=N} replays. */
    @Test
    void patch_makes_the_one_of_the_other() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/patch")), "there is no patch here");
        long seed =
                Long.getLong("costinsights.seed", ThreadLocalRandom.current().nextLong());
        for (int i = 0; i < 50; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            String before = text(random);
            String after = text(random);
            if (before.equals(after)) {
                continue;
            }
            Path file = Files.writeString(work.resolve("f"), before);
            Path diff = Files.writeString(work.resolve("diff"), UnifiedDiff.of("f", before, after));
            Process patch = new ProcessBuilder("/usr/bin/patch", "-s", "f", "diff")
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(work.resolve("log").toFile())
                    .start();
            int exit = patch.waitFor();
            String what = "failed with -Dcostinsights.seed=" + (seed + i) + "\n" + Files.readString(diff)
                    + Files.readString(work.resolve("log"));
            assertEquals(0, exit, what);
            assertTrue(after.isEmpty() || Files.readString(file).equals(after), what);
        }
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int lines = random.nextInt(30);
        for (int i = 0; i < lines; i++) {
            text.append(random.nextInt(5) == 0 ? "x" : i).append('\n');
        }
        return text.toString();
    }
}
