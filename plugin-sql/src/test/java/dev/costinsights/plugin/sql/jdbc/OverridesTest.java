package dev.costinsights.plugin.sql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A default method that is not overridden would answer by itself instead of asking the driver. */
class OverridesTest {

    private static final Map<Class<?>, Class<?>> WRAPPERS = Map.of(
            DataSource.class, SqlDataSource.class,
            ConnectionBuilder.class, SqlConnectionBuilder.class,
            Connection.class, SqlConnection.class,
            Statement.class, SqlStatement.class,
            PreparedStatement.class, SqlPreparedStatement.class,
            CallableStatement.class, SqlCallableStatement.class,
            ResultSet.class, SqlResultSet.class,
            DatabaseMetaData.class, SqlDatabaseMetaData.class);

    @Test
    void every_method_of_every_interface_is_overridden() {
        List<String> missing = WRAPPERS.entrySet().stream()
                .flatMap(pair -> instanceMethods(pair.getKey())
                        .filter(method -> !isOverridden(method, pair.getValue()))
                        .map(Method::toString))
                .toList();

        assertEquals(List.of(), missing);
        assertTrue(instanceMethods(CallableStatement.class).count() > 230, "the interfaces were really looked at");
    }

    private static Stream<Method> instanceMethods(Class<?> type) {
        return Stream.of(type.getMethods()).filter(method -> !Modifier.isStatic(method.getModifiers()));
    }

    private static boolean isOverridden(Method method, Class<?> wrapper) {
        try {
            return !wrapper.getMethod(method.getName(), method.getParameterTypes())
                    .getDeclaringClass()
                    .isInterface();
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
