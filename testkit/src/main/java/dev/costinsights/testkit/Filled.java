package dev.costinsights.testkit;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Objects with every property set, by reflection over setters that return their own object, as the Databricks SDK has them:
 * so that a test covers properties that nobody thought of when it was written.
 */
public final class Filled {

    private static final int DEEPEST = 5;

    private Filled() {}

    /** An object of a class with a public constructor without arguments. */
    public static <T> T of(Class<T> type) {
        return type.cast(value(type, "", 0));
    }

    private static Object value(Type type, String name, int depth) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            Class<?> raw = (Class<?>) generic.getRawType();
            if (Map.class.isAssignableFrom(raw)) {
                Map<Object, Object> map = new LinkedHashMap<>();
                map.put(value(of[0], name + "-key", depth + 1), value(of[1], name + "-value", depth + 1));
                return map;
            }
            if (Collection.class.isAssignableFrom(raw)) {
                Object element = value(of[0], name, depth + 1);
                return element == null ? List.of() : List.of(element);
            }
            return null;
        }
        Class<?> of = (Class<?>) type;
        if (of == String.class) {
            return "some-" + name;
        } else if (of == Long.class || of == long.class) {
            return 7L + name.length();
        } else if (of == Integer.class || of == int.class) {
            return 7 + name.length();
        } else if (of == Double.class || of == double.class) {
            return 7.5;
        } else if (of == Boolean.class || of == boolean.class) {
            return true;
        } else if (of.isEnum()) {
            return of.getEnumConstants()[0];
        }
        return depth > DEEPEST || !of.getName().startsWith("com.databricks.sdk.service.") ? null : object(of, depth);
    }

    private static Object object(Class<?> type, int depth) {
        try {
            Object made = type.getConstructor().newInstance();
            for (Method method : type.getMethods()) {
                if (method.getName().startsWith("set")
                        && method.getParameterCount() == 1
                        && method.getReturnType() == type) {
                    String name = method.getName().substring(3);
                    Object value = value(method.getGenericParameterTypes()[0], name, depth + 1);
                    if (value != null) {
                        method.invoke(made, value);
                    }
                }
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " cannot be filled", e);
        }
    }
}
