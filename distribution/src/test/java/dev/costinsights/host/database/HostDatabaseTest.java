package dev.costinsights.host.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.host.files.ChildProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases in the host's folder: who can reach them while they are open. */
class HostDatabaseTest {

    private static final Config NONE = Config.of(Map.of());

    @TempDir
    private Path folder;

    @Test
    void nobody_else_can_read_the_key_of_a_database_that_is_open() throws Exception {
        Path home = Files.createDirectory(
                folder.resolve("home"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (Connection open = HostDatabase.EXECUTIONS.open(NONE, home).getConnection()) {
            assertTrue(Files.exists(home.resolve("databases/executions.lock.db")), open.toString());
            assertEquals("rwx------", permissions(home.resolve("databases")));
        }
        assertEquals("rwxr-xr-x", permissions(home));
    }

    @Test
    void a_folder_of_databases_that_others_could_look_into_is_closed_to_them() throws Exception {
        Files.createDirectory(
                folder.resolve("databases"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        HostDatabase.ESTIMATES.open(NONE, folder);
        assertEquals("rwx------", permissions(folder.resolve("databases")));
    }

    @Test
    void a_new_home_is_private() throws Exception {
        HostDatabase.EXECUTIONS.open(NONE, folder.resolve("new/home"));
        assertEquals("rwx------", permissions(folder.resolve("new/home")));
    }

    @Test
    void what_an_earlier_version_kept_is_kept() throws Exception {
        try (Connection before = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("executions"), "", "")) {
            before.createStatement().execute("CREATE TABLE kept AS SELECT 7 AS it");
        }
        assertTrue(HostDatabase.EXECUTIONS.existing(NONE, folder).isPresent());
        assertEquals(7, kept());
        assertFalse(Files.exists(folder.resolve("executions.mv.db")));
        assertTrue(HostDatabase.EXECUTIONS.existing(NONE, folder).isPresent());
        assertEquals(7, kept());
    }

    @Test
    void a_database_that_is_not_there_is_not_made_by_who_asks_for_it() {
        assertTrue(HostDatabase.EXECUTIONS.existing(NONE, folder).isEmpty());
        assertFalse(Files.exists(folder.resolve("databases")));
    }

    @Test
    void only_this_machine_can_reach_a_database_whatever_was_opened_before_it() throws Exception {
        String said = ChildProcess.run(List.of(), PortOfADatabase.class, folder.toString());
        assertTrue(said.startsWith("listens on localhost "), said);
        assertFalse(said.contains("can be reached"), said);
    }

    @Test
    void a_database_that_this_user_may_not_look_for_is_not_absent() throws Exception {
        Path file = Files.writeString(folder.resolve("home"), "no folder");
        CostInsightsException e =
                assertThrows(CostInsightsException.class, () -> HostDatabase.EXECUTIONS.existing(NONE, file));
        assertTrue(e.getMessage().startsWith("cannot look for " + file), e.getMessage());
    }

    @Test
    void a_file_that_is_damaged_is_told_from_one_that_cannot_be_opened_now() throws Exception {
        Path databases = Files.createDirectory(folder.resolve("databases"));
        Files.write(databases.resolve("estimates.mv.db"), new byte[10_000]);
        DataSource damaged = HostDatabase.ESTIMATES.open(NONE, folder);
        assertTrue(H2File.isBroken(assertThrows(SQLException.class, damaged::getConnection)));
        Path other = Files.createDirectories(folder.resolve("other/databases"));
        Files.createDirectory(other.resolve("estimates.mv.db"));
        DataSource locked = HostDatabase.ESTIMATES.open(NONE, folder.resolve("other"));
        assertFalse(H2File.isBroken(assertThrows(SQLException.class, locked::getConnection)));
    }

    @Test
    void a_home_that_cannot_be_written_to_is_told_with_the_reason() throws Exception {
        Files.writeString(folder.resolve("databases"), "no folder");
        CostInsightsException e =
                assertThrows(CostInsightsException.class, () -> HostDatabase.EXECUTIONS.open(NONE, folder));
        assertTrue(e.getMessage().contains("FileAlreadyExists: "), e.getMessage());
    }

    @Test
    void a_shared_database_that_does_not_answer_is_given_up() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/db";
            PGSimpleDataSource usual = (PGSimpleDataSource) HostDatabase.EXECUTIONS.open(shared(address), folder);
            assertEquals(60, usual.getSocketTimeout());
            assertEquals(15, usual.getConnectTimeout());
            assertEquals(15, usual.getLoginTimeout());
            assertTrue(usual.getTcpKeepAlive());
            DataSource hasty =
                    HostDatabase.EXECUTIONS.open(shared(address + "?socketTimeout=1&loginTimeout=0"), folder);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> assertThrows(SQLException.class, hasty::getConnection));
        }
    }

    private static Config shared(String address) {
        return Config.of(Map.of("store.url", address));
    }

    private int kept() throws SQLException {
        try (Connection now = HostDatabase.EXECUTIONS.open(NONE, folder).getConnection();
                ResultSet rows = now.createStatement().executeQuery("SELECT it FROM kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void a_home_that_h2_cannot_name_is_refused() {
        for (String name : List.of("a;b", "a\\b")) {
            CostInsightsException e = assertThrows(
                    CostInsightsException.class, () -> HostDatabase.EXECUTIONS.open(NONE, folder.resolve(name)));
            assertTrue(e.getMessage().contains("name another folder with --home"), e::getMessage);
        }
    }
}
