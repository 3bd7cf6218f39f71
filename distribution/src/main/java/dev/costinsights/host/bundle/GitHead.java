package dev.costinsights.host.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is checked out.
 *
 * @param branch null when none is, as in most CI systems, or when it is unknown
 * @param commit null when it is unknown
 */
record GitHead(String branch, String commit) {

    private static final long TIMEOUT_SECONDS = 10;

    /** In a folder, as {@code git} says; unknown where there is no git or no repository. */
    static GitHead of(Path folder) throws InterruptedException {
        return new GitHead(
                said(folder, "symbolic-ref", "--quiet", "--short", "HEAD"), said(folder, "rev-parse", "HEAD"));
    }

    private static String said(Path folder, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            try {
                // One short line: it fits into the pipe, so that waiting for the end first is safe.
                boolean ended = git.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                String line = ended && git.exitValue() == 0
                        ? new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip()
                        : "";
                return line.isEmpty() ? null : line;
            } finally {
                git.destroyForcibly();
            }
        } catch (IOException e) {
            // No git: nothing is known, and a deployment does not need it.
            return null;
        }
    }
}
