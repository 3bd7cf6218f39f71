package dev.costinsights.plugin.sql.jdbc;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.JDBCType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The methods of JDBC interfaces, and arguments for them. */
final class Samples {

    private Samples() {}

    static List<Method> methods(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    /** The same instances at each call, so that a changed argument shows. */
    static Object[] arguments(Method method, Scripted driver) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> argument(type, driver))
                .toArray();
    }

    static Object[] nulls(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type.isPrimitive() ? argument(type, null) : null)
                .toArray();
    }

    private static Object argument(Class<?> type, Scripted driver) {
        if (type == String.class || type == Object.class) {
            return "SELECT 1";
        }
        if (type == boolean.class) {
            return true;
        }
        if (type.isPrimitive()) {
            Object one = Array.newInstance(type, 1);
            Array.setByte(one, 0, (byte) 7);
            return Array.get(one, 0);
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 1);
        }
        if (type == Class.class) {
            return Runnable.class;
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == Properties.class) {
            return new Properties();
        }
        if (type.getName().equals("java.sql.SQLType")) {
            return JDBCType.INTEGER;
        }
        return type.isInterface() && driver != null ? driver.object(type) : null;
    }
}
