package dev.costinsights.plugin.pipelines.launch;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** Copies of the SDK's request objects, which have no way to copy them. */
final class Copy {

    private Copy() {}

    /** Field by field, so that what a later SDK adds is copied too; the SDK's JSON would lose path parameters. */
    @SuppressWarnings("unchecked")
    static <T> T of(T original) throws ReflectiveOperationException {
        Class<?> type = original.getClass();
        Object copy = type.getConstructor().newInstance();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                field.set(copy, field.get(original));
            }
        }
        return (T) copy;
    }
}
