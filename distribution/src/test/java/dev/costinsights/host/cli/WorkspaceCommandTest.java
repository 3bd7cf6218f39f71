package dev.costinsights.host.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void servesUntilItIsStoppedAndSaysWhereOnOneLine() throws Exception {
        Thread server = new Thread(() -> run("workspace", "--days", "1", "--jobs", "5", "--port", "0"));
        server.start();
        while (server.isAlive() && !out.toString().endsWith("\n")) {
            Thread.sleep(20);
        }
        server.interrupt();
        server.join();
        String line = out.toString().strip();
        assertTrue(
                line.matches("\\{\"host\":\"http://127\\.0\\.0\\.1:[0-9]+\",\"token\":\"[^\"]+\","
                        + "\"warehouse_id\":\"[0-9a-f]+\",\"http_path\":\"/sql/1\\.0/warehouses/[0-9a-f]+\"}"),
                line + err);
    }

    @Test
    void exportsTheSameBytesForTheSameSeedAndEnds() throws Exception {
        assertEquals(0, run("-q", "workspace", "--days", "1", "--jobs", "5", "--export", folder + "/a"), err::toString);
        assertEquals(0, run("-q", "workspace", "--days", "1", "--jobs", "5", "--export", folder + "/b"), err::toString);
        Path first = folder.resolve("a");
        List<Path> files;
        try (Stream<Path> all = Files.walk(first)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertTrue(files.contains(first.resolve("truth/consumption.parquet")), files::toString);
        for (Path file : files) {
            Path again = folder.resolve("b").resolve(first.relativize(file));
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again), file::toString);
        }
        assertEquals("", out.toString());
    }

    @Test
    void saysWhatCannotBe() throws Exception {
        assertEquals(ExitCode.USAGE, run("workspace", "--days", "0"));
        assertTrue(err.toString().contains("days must be 1 to 366, but is 0"), err::toString);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertEquals(ExitCode.USAGE, run("workspace", "--days", "1", "--jobs", "5", "--port", port));
            assertTrue(err.toString().contains("--port " + port + " cannot be listened on"), err::toString);
        }
    }

    private int run(String... args) {
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false, 100);
        return new CommandRunner(terminal, Map.of("HOME", folder.toString())).run(args);
    }
}
