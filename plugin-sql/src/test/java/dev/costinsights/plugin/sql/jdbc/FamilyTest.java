package dev.costinsights.plugin.sql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.plugin.sql.Trouble;
import java.lang.ref.WeakReference;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parents, children and unwrapping, on a real driver: where other wrappers of JDBC let the bare objects out. */
class FamilyTest {

    private final Wrapping wrapping = Trouble.OPEN_NULL.wrapping(Trouble.CONTEXT);
    private final DataSource source = wrapping.wrap(h2());
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n INT)");
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void children_name_their_wrapped_parents() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1")) {
            assertSame(connection, statement.getConnection());
            assertSame(statement, rows.getStatement());
            assertSame(connection, rows.getStatement().getConnection());
            assertSame(rows, statement.getResultSet());
        }
        assertSame(connection, connection.getMetaData().getConnection());
    }

    @Test
    void prepared_statements_calls_and_generated_keys_do_so_too() throws SQLException {
        try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO t(n) VALUES (1)", Statement.RETURN_GENERATED_KEYS);
                CallableStatement call = connection.prepareCall("CALL 1 + 1")) {
            insert.executeUpdate();
            assertSame(insert, insert.getGeneratedKeys().getStatement());
            assertSame(connection, insert.getConnection());
            assertSame(call, call.executeQuery().getStatement());
            assertSame(connection, call.getConnection());
        }
    }

    @Test
    void rows_of_meta_data_lead_to_the_wrapped_connection() throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "T", null)) {
            assertTrue(tables.next());
            Statement statement = tables.getStatement();
            assertTrue(statement == null || statement.getConnection() == connection);
            assertSame(statement, tables.getStatement());
        }
    }

    @Test
    void unwrap_gives_the_wrapper_for_what_it_is_and_the_driver_for_the_rest() throws SQLException {
        assertSame(connection, connection.unwrap(Connection.class));
        assertTrue(connection.isWrapperFor(Connection.class));
        assertEquals(
                JdbcConnection.class, connection.unwrap(JdbcConnection.class).getClass());
        assertTrue(connection.isWrapperFor(JdbcConnection.class));
        assertSame(source, source.unwrap(DataSource.class));
        assertEquals(JdbcDataSource.class, source.unwrap(JdbcDataSource.class).getClass());
        try (PreparedStatement prepared = connection.prepareStatement("SELECT 1")) {
            assertSame(prepared, prepared.unwrap(PreparedStatement.class));
            assertSame(prepared, prepared.unwrap(Statement.class));
            assertTrue(prepared.isWrapperFor(org.h2.jdbc.JdbcPreparedStatement.class));
        }
        assertEquals(false, connection.isWrapperFor(Runnable.class));
        assertThrows(SQLException.class, () -> connection.unwrap(Runnable.class));
    }

    @Test
    void equality_is_stable_and_text_is_the_drivers() throws SQLException {
        try (Statement one = connection.createStatement();
                Statement other = connection.createStatement()) {
            assertEquals(one, one);
            assertEquals(one.hashCode(), one.hashCode());
            assertNotEquals(one, other);
            assertEquals(one.unwrap(org.h2.jdbc.JdbcStatement.class).toString(), one.toString());
        }
    }

    @Test
    void a_closed_child_fails_as_the_drivers_own_does() throws SQLException {
        Statement statement = connection.createStatement();
        statement.close();
        assertThrows(SQLException.class, statement::getResultSet);
        assertThrows(SQLException.class, () -> statement.executeQuery("SELECT 1"));
    }

    @Test
    void wrapping_twice_is_wrapping_once() throws SQLException {
        assertSame(source, wrapping.wrap(source));
        assertSame(connection, wrapping.wrap(connection));
        assertEquals(null, wrapping.wrap((Connection) null));
        assertEquals(null, wrapping.wrap((DataSource) null));
    }

    @Test
    void another_engine_takes_over_what_is_inside() throws SQLException {
        Wrapping other = Trouble.NONE.wrapping(Trouble.CONTEXT);

        assertSame(((SqlDataSource) source).delegate, ((SqlDataSource) other.wrap(source)).delegate);
        assertSame(((SqlConnection) connection).delegate, ((SqlConnection) other.wrap(connection)).delegate);
    }

    @Test
    void closed_children_are_let_go() throws SQLException, InterruptedException {
        List<WeakReference<Object>> closed = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < 100; i++) {
                Statement child = connection.createStatement();
                ResultSet rows = child.executeQuery("SELECT 1");
                ResultSet more = statement.executeQuery("SELECT 1");
                closed.add(new WeakReference<>(child));
                closed.add(new WeakReference<>(rows));
                closed.add(new WeakReference<>(more));
                more.close();
                child.close();
            }
            for (int i = 0; i < 50 && closed.stream().anyMatch(reference -> reference.get() != null); i++) {
                System.gc();
                Thread.sleep(10);
            }
            assertEquals(
                    0,
                    closed.stream().filter(reference -> reference.get() != null).count());
        }
    }

    private static JdbcDataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:");
        return h2;
    }
}
