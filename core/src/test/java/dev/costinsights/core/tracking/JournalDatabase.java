package dev.costinsights.core.tracking;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases for the journal's tests: H2 in a folder, and a PostgreSQL server of its own where one is installed. */
final class JournalDatabase {

    private JournalDatabase() {}

    static DataSource h2(Path folder) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.toAbsolutePath().resolve("journal") + ";DB_CLOSE_ON_EXIT=FALSE");
        source.setUser("sa");
        source.setPassword("");
        return source;
    }

    /** A server that runs until it is closed. */
    static final class Postgres implements AutoCloseable {
        private final Path folder;
        private final int port;
        private final List<String> asUser;
        private Process server;

        Postgres(Path folder) throws IOException, InterruptedException {
            Path home = home();
            this.folder = folder.resolve("data");
            this.asUser = asOrdinaryUser();
            try (ServerSocket free = new ServerSocket(0)) {
                this.port = free.getLocalPort();
            }
            if (!asUser.isEmpty()) {
                run(List.of("chown", "postgres", folder.toString()), List.of());
            }
            run(
                    List.of(
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
                            this.folder.toString()),
                    asUser);
            start();
        }

        void start() throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(asUser);
            command.addAll(List.of(
                    home().resolve("postgres").toString(),
                    "-D",
                    folder.toString(),
                    "-p",
                    String.valueOf(port),
                    "-k",
                    folder.toString(),
                    "-h",
                    "127.0.0.1"));
            server = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolveSibling("log").toFile())
                    .start();
            for (int i = 0; i < 600; i++) {
                try {
                    source().getConnection().close();
                    return;
                } catch (java.sql.SQLException e) {
                    Thread.sleep(50);
                }
            }
            throw new AssertionError("PostgreSQL does not answer: " + Files.readString(folder.resolveSibling("log")));
        }

        /** Asks it to stop at once, as for a fast shutdown. */
        void stop() throws InterruptedException {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.descendants().forEach(ProcessHandle::destroyForcibly);
                server.destroyForcibly().waitFor();
            }
        }

        DataSource source() {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setServerNames(new String[] {"127.0.0.1"});
            source.setPortNumbers(new int[] {port});
            source.setUser("test");
            source.setDatabaseName("postgres");
            return source;
        }

        @Override
        public void close() {
            try {
                stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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
            return Assumptions.abort("no PostgreSQL is installed");
        }

        /** The server refuses to run as root. */
        private static List<String> asOrdinaryUser() {
            return System.getProperty("user.name").equals("root")
                    ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
                    : List.of();
        }

        private static void run(List<String> command, List<String> prefix) throws IOException, InterruptedException {
            List<String> whole = new ArrayList<>(prefix);
            whole.addAll(command);
            Process process =
                    new ProcessBuilder(whole).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(whole + ": " + output);
            }
        }
    }
}
