package dev.costinsights.plugin.sql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.plugin.sql.Trouble;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every method of every JDBC interface, bare and wrapped: same calls of the driver, same results, same exceptions, same
 * interrupt, whatever the driver does and whatever of ours is broken.
 */
class TransparencyTest {

    private static final List<Class<?>> TYPES = List.of(
            DataSource.class,
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            CallableStatement.class,
            ResultSet.class,
            DatabaseMetaData.class,
            ConnectionBuilder.class);

    private static final List<Supplier<Throwable>> FAILURES = List.of(
            () -> null,
            () -> new SQLException("no", "42703"),
            () -> new SQLException("canceled", "HY008"),
            () -> new IllegalStateException("driver"),
            () -> new StackOverflowError("driver"),
            () -> new NoClassDefFoundError("driver"));

    /** Within the caller's time limit, where he has one. */
    private static final List<List<String>> ALLOWED = Stream.concat(
                    Stream.of(List.of(
                            "Connection.createStatement[]", "Statement.execute[SET QUERY_TAGS", "Statement.close[]")),
                    Stream.of("Statement", "PreparedStatement", "CallableStatement")
                            .map(caller -> List.of(
                                    "Connection.createStatement[]",
                                    caller + ".getQueryTimeout[]",
                                    "Statement.setQueryTimeout[15]",
                                    "Statement.execute[SET QUERY_TAGS",
                                    "Statement.close[]")))
            .toList();

    private int compared;

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void with_no_context_nothing_differs() throws ReflectiveOperationException {
        everything(Trouble.NONE, AttributionContext.EMPTY, false);
        assertTrue(compared > 5_000, compared + " comparisons");
    }

    @Test
    void with_a_context_only_the_statements_that_set_tags_are_added() throws ReflectiveOperationException {
        everything(Trouble.NONE, Trouble.CONTEXT, false);
    }

    @Test
    void on_an_interrupted_thread_nothing_differs_and_the_interrupt_stays() throws ReflectiveOperationException {
        everything(Trouble.NONE, Trouble.CONTEXT, true);
    }

    @Test
    void whatever_of_ours_throws_nothing_differs() throws ReflectiveOperationException {
        for (Trouble trouble : Trouble.values()) {
            everything(trouble, Trouble.CONTEXT, false);
        }
        assertTrue(compared > 50_000, compared + " comparisons");
    }

    private void everything(Trouble trouble, AttributionContext context, boolean interrupted)
            throws ReflectiveOperationException {
        for (Class<?> type : TYPES) {
            for (Method method : Samples.methods(type)) {
                for (Supplier<Throwable> failure : FAILURES) {
                    Throwable thrown = failure.get();
                    if (thrown instanceof SQLException && method.getExceptionTypes().length == 0) {
                        continue;
                    }
                    boolean nulls = compared % 2 == 0;
                    compare(type, method, fitting(thrown, method), trouble, context, interrupted, nulls);
                }
            }
        }
    }

    /** One that the method may throw. */
    private static Throwable fitting(Throwable thrown, Method method) {
        if (!(thrown instanceof SQLException) || method.getExceptionTypes()[0] == SQLException.class) {
            return thrown;
        }
        return method.getExceptionTypes()[0] == SQLClientInfoException.class
                ? new SQLClientInfoException("no", Map.of())
                : new SQLFeatureNotSupportedException("no");
    }

    private void compare(
            Class<?> type,
            Method method,
            Throwable failure,
            Trouble trouble,
            AttributionContext context,
            boolean interrupted,
            boolean nulls)
            throws ReflectiveOperationException {
        Scripted driver = new Scripted();
        Object bare = driver.object(type);
        Object wrapped = wrapped(type, driver, trouble.wrapping(context));
        Object[] arguments = nulls ? Samples.nulls(method) : Samples.arguments(method, driver);
        Supplier<String> what = () -> method + " failing with " + failure + ", ours with " + trouble;
        Object[] before = arguments.clone();

        driver.failure = (name, given) -> {
            if (isOurs(name, given)) {
                return trouble.ofSetting();
            }
            return name.endsWith("." + method.getName()) ? failure : null;
        };
        driver.calls.clear();
        Outcome expected = Outcome.of(() -> method.invoke(bare, arguments), false);
        List<String> expectedCalls = List.copyOf(driver.calls);
        driver.calls.clear();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Outcome actual = Outcome.of(() -> method.invoke(wrapped, arguments), interrupted);

        assertEquals(expectedCalls, withoutTagging(driver.calls), what);
        assertSame(expected.thrown(), actual.thrown(), what);
        assertEquals(interrupted, actual.interrupted(), what);
        assertSame(loader, Thread.currentThread().getContextClassLoader(), what);
        for (int i = 0; i < before.length; i++) {
            assertSame(before[i], arguments[i], what);
        }
        sameResult(expected.result(), actual.result(), what);
        compared++;
    }

    private static void sameResult(Object expected, Object actual, Supplier<String> what) {
        Object inner = delegate(actual);
        if (expected == null || expected.getClass().isArray() || expected instanceof java.lang.reflect.Proxy) {
            assertSame(expected, inner, what);
        } else {
            assertEquals(expected, inner, what);
        }
        assertTrue(!(expected instanceof Connection) || actual instanceof SqlConnection, what);
        assertTrue(!(expected instanceof Statement) || actual instanceof SqlStatement, what);
        assertTrue(!(expected instanceof ResultSet) || actual instanceof SqlResultSet, what);
    }

    private static Object delegate(Object given) {
        if (given instanceof ForwardingConnection connection) {
            return connection.delegate;
        }
        if (given instanceof ForwardingStatement statement) {
            return statement.delegate;
        }
        if (given instanceof ForwardingResultSet rows) {
            return rows.delegate;
        }
        if (given instanceof ForwardingDatabaseMetaData metaData) {
            return metaData.delegate;
        }
        return given instanceof SqlConnectionBuilder builder ? builder.delegate : given;
    }

    private static Object wrapped(Class<?> type, Scripted driver, Wrapping wrapping) {
        if (type == DataSource.class) {
            return wrapping.wrap(driver.object(DataSource.class));
        }
        if (type == ConnectionBuilder.class) {
            return new SqlConnectionBuilder(driver.object(ConnectionBuilder.class), wrapping);
        }
        SqlConnection connection = (SqlConnection) wrapping.wrap(driver.object(Connection.class));
        if (type == ResultSet.class) {
            return new SqlResultSet(driver.object(ResultSet.class), connection, (SqlStatement)
                    connection.wrap(driver.object(Statement.class)));
        }
        if (type == DatabaseMetaData.class) {
            return new SqlDatabaseMetaData(driver.object(DatabaseMetaData.class), connection);
        }
        return type == Connection.class ? connection : connection.wrap((Statement) driver.object(type));
    }

    private static boolean isOurs(String name, Object[] arguments) {
        return name.equals("Statement.execute")
                && arguments[0] instanceof String sql
                && sql.startsWith("SET QUERY_TAGS");
    }

    /** The calls without those that set tags: make a statement, execute, close it. */
    private static List<String> withoutTagging(List<String> calls) {
        List<String> left = new ArrayList<>(calls);
        for (List<String> allowed : ALLOWED) {
            for (int i = 0; i + allowed.size() <= left.size(); i++) {
                boolean found = true;
                for (int j = 0; j < allowed.size(); j++) {
                    found &= left.get(i + j).startsWith(allowed.get(j));
                }
                if (found) {
                    left.subList(i, i + allowed.size()).clear();
                }
            }
        }
        return left;
    }

    private record Outcome(Object result, Throwable thrown, boolean interrupted) {

        static Outcome of(Call call, boolean interrupt) throws ReflectiveOperationException {
            if (interrupt) {
                Thread.currentThread().interrupt();
            }
            try {
                return new Outcome(call.run(), null, Thread.interrupted());
            } catch (InvocationTargetException e) {
                return new Outcome(null, e.getCause(), Thread.interrupted());
            }
        }
    }

    @FunctionalInterface
    private interface Call {
        Object run() throws ReflectiveOperationException;
    }
}
