package dev.costinsights.plugin.sql.jdbc;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A driver that is nothing but a log: every object of it answers every method, always the same, and writes it down.
 */
final class Scripted implements InvocationHandler {

    /** What was called, in order, as {@code Connection.createStatement[]}. */
    final List<String> calls = new ArrayList<>();

    private final Map<Class<?>, Object> objects = new HashMap<>();

    /** Asked before each call; what it returns is thrown, null lets the call go on. */
    BiFunction<String, Object[], Throwable> failure = (name, arguments) -> null;

    /** The one object of an interface. */
    <T> T object(Class<T> type) {
        return type.cast(objects.computeIfAbsent(
                type, key -> Proxy.newProxyInstance(Scripted.class.getClassLoader(), new Class<?>[] {key}, this)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "scripted " + proxy.getClass().getInterfaces()[0].getSimpleName();
            };
        }
        String name = proxy.getClass().getInterfaces()[0].getSimpleName() + "." + method.getName();
        calls.add(name + Arrays.deepToString(arguments == null ? new Object[0] : arguments));
        Throwable thrown = failure.apply(name, arguments);
        if (thrown != null) {
            throw thrown;
        }
        return answer(method);
    }

    private Object answer(Method method) {
        Class<?> type = method.getReturnType();
        if (type == boolean.class) {
            return method.getName().hashCode() % 2 == 0;
        }
        if (type == String.class) {
            return method.getName();
        }
        if (type.isPrimitive() && type != void.class) {
            Object one = Array.newInstance(type, 1);
            Array.setByte(one, 0, (byte) method.getName().length());
            return Array.get(one, 0);
        }
        if (type.isArray()) {
            return objectsOf(type);
        }
        return type.isInterface() && type != Map.class ? object(type) : null;
    }

    private Object objectsOf(Class<?> type) {
        return objects.computeIfAbsent(type, key -> Array.newInstance(key.getComponentType(), 2));
    }
}
