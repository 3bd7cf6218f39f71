package dev.costinsights.host.store;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL server of its own, where one is installed; where none is, the test is skipped and says so. */
public final class PostgresServer implements AutoCloseable {

    private final Path home = home();
    private final Path data;
    private final Path log;
    private final int port;
    private final List<String> asUser;
    private Process server;

    /** @param folder an empty one, that the server's user may be given */
    public PostgresServer(Path folder) throws IOException, InterruptedException {
        log = folder.resolve("log");
        data = folder.resolve("data");
        // The server refuses to run as root.
        asUser = System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
                : List.of();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        if (!asUser.isEmpty()) {
            run(List.of("chown", "postgres", folder.toString()));
            run(List.of("chmod", "a+x", folder.getParent().toString()));
        }
        run(command(
                home.resolve("initdb").toString(),
                "-A",
                "trust",
                "-U",
                "test",
                "-N",
                "--no-locale",
                "-E",
                "UTF8",
                "-D",
                data.toString()));
        start();
    }

    /** Starts it again with what it kept. */
    public void start() throws IOException, InterruptedException {
        server = new ProcessBuilder(command(
                        home.resolve("postgres").toString(),
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-k",
                        data.toString(),
                        "-h",
                        "127.0.0.1"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await();
    }

    CatalogAddress address() {
        return address("postgres");
    }

    /** A database of its own for a store. */
    public CatalogAddress newDatabase(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address().url(), "test", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return address(name);
    }

    private CatalogAddress address(String database) {
        return new CatalogAddress("jdbc:postgresql://127.0.0.1:" + port + '/' + database, "test", "");
    }

    private void await() throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            try {
                DriverManager.getConnection(address().url(), "test", "").close();
                return;
            } catch (SQLException e) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("PostgreSQL does not answer: " + Files.readString(log));
    }

    /** Stops it, whoever is connected. */
    @Override
    public void close() {
        server.descendants().forEach(ProcessHandle::destroy);
        server.destroy();
        try {
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(asUser);
        command.addAll(List.of(words));
        return command;
    }

    private static Path home() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (var found = Files.list(versions)) {
                for (Path version : found.toList()) {
                    if (Files.isExecutable(version.resolve("bin/initdb"))) {
                        return version.resolve("bin");
                    }
                }
            }
        }
        return Assumptions.abort("no PostgreSQL server is installed in /usr/lib/postgresql, so none is tested with");
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + ": " + output);
        }
    }
}
