package dev.costinsights.plugin.sql.jdbc;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Writes the sources of the delegates: one class for each JDBC interface, which passes every method on.
 *
 * <p>Left out, so that the compiler asks the hand-written subclass for them: methods that give out another JDBC object,
 * which must be wrapped in its turn, and methods that execute something, which must be tagged and recorded.
 */
final class DelegateSources {

    private static final Set<Class<?>> WRAPPED = Set.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            CallableStatement.class,
            ResultSet.class,
            DatabaseMetaData.class,
            ConnectionBuilder.class);

    private static final Pattern QUALIFIED = Pattern.compile("(?:[a-z]+\\.)+([A-Z]\\w*)");
    private static final List<String> NAMES =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh");

    private final Class<?> type;
    private final String parent;
    private final Set<String> imports = new TreeSet<>();

    private DelegateSources(Class<?> type, String parent) {
        this.type = type;
        this.parent = parent;
    }

    /** File name to text. */
    static Map<String, String> all() {
        Map<String, String> sources = new LinkedHashMap<>();
        add(sources, DataSource.class, null);
        add(sources, Connection.class, null);
        add(sources, Statement.class, null);
        add(sources, PreparedStatement.class, "SqlStatement");
        add(sources, CallableStatement.class, "SqlPreparedStatement");
        add(sources, ResultSet.class, null);
        add(sources, DatabaseMetaData.class, null);
        return sources;
    }

    private static void add(Map<String, String> sources, Class<?> type, String parent) {
        sources.put("Forwarding" + type.getSimpleName() + ".java", new DelegateSources(type, parent).source());
    }

    private String source() {
        String body =
                Stream.concat(Stream.of(head()), methods().map(this::method)).collect(Collectors.joining());
        imports.add("javax.annotation.processing.Generated");
        String lines = imports.stream()
                .filter(name -> !name.startsWith("java.lang."))
                .map(name -> "import " + name + ";\n")
                .collect(Collectors.joining());
        return "package dev.costinsights.plugin.sql.jdbc;\n\n" + lines + "\n" + body + "}\n";
    }

    private String head() {
        String simple = simple(type);
        String name = "Forwarding" + simple;
        boolean root = parent == null;
        String field = field();
        return """
                /** Passes every method on to another %1$s. Written by DelegateSources, in the tests; not by hand. */
                @Generated("DelegateSources")
                @SuppressWarnings("deprecation")
                abstract class %2$s%3$s implements %1$s {

                    final %1$s %4$s;

                    %2$s(%5$s) {%6$s
                        this.%4$s = %4$s;
                    }
                """.formatted(
                                simple,
                                name,
                                root ? "" : " extends " + parent,
                                field,
                                root ? simple + " " + field : "SqlConnection connection, " + simple + " " + field,
                                root ? "" : "\n        super(connection, " + field + ");")
                + (root ? wrapper() : "")
                + (type == DatabaseMetaData.class ? rows() : "");
    }

    private String rows() {
        imports.add("java.sql.ResultSet");
        return """

                    /** Rows that are found by asking; the driver may execute statements of its own for them. */
                    abstract ResultSet rows(Question question) throws SQLException;

                    /** A call of the delegate. */
                    @FunctionalInterface
                    interface Question {
                        ResultSet ask() throws SQLException;
                    }
                """;
    }

    /** {@code unwrap} gives the receiver if it fits, as JDBC asks; some drivers' own unwrap finds nothing. */
    private String wrapper() {
        imports.add("java.sql.SQLException");
        return """

                    @Override
                    public <T> T unwrap(Class<T> wanted) throws SQLException {
                        if (wanted != null && wanted.isInstance(this)) {
                            return wanted.cast(this);
                        }
                        return wanted != null && wanted.isInstance(delegate) ? wanted.cast(delegate) : delegate.unwrap(wanted);
                    }

                    @Override
                    public boolean isWrapperFor(Class<?> wanted) throws SQLException {
                        return wanted != null && (wanted.isInstance(this) || wanted.isInstance(delegate))
                                || delegate.isWrapperFor(wanted);
                    }

                    @Override
                    public String toString() {
                        return delegate.toString();
                    }
                """;
    }

    private String field() {
        if (type == PreparedStatement.class) {
            return "prepared";
        }
        return type == CallableStatement.class ? "callable" : "delegate";
    }

    private Stream<Method> methods() {
        Method[] methods = type == DataSource.class ? type.getMethods() : type.getDeclaredMethods();
        return Arrays.stream(methods)
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                .filter(method ->
                        !method.getName().equals("unwrap") && !method.getName().equals("isWrapperFor"))
                .filter(method -> !isLeftOut(method))
                .sorted(Comparator.comparing(Method::getName)
                        .thenComparing(method -> Arrays.toString(method.getParameterTypes())));
    }

    private boolean isLeftOut(Method method) {
        if (type == DatabaseMetaData.class && method.getReturnType() == ResultSet.class) {
            return false;
        }
        return WRAPPED.contains(method.getReturnType()) || method.getName().startsWith("execute");
    }

    private String method(Method method) {
        List<String> parameters = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        Type[] types = method.getGenericParameterTypes();
        for (int i = 0; i < types.length; i++) {
            parameters.add(simple(types[i]) + " " + NAMES.get(i));
            arguments.add(NAMES.get(i));
        }
        String call = field() + "." + method.getName() + "(" + String.join(", ", arguments) + ")";
        if (method.getReturnType() == ResultSet.class) {
            call = "rows(() -> " + call + ")";
        }
        String variables = Arrays.stream(method.getTypeParameters())
                .map(TypeVariable::getName)
                .collect(Collectors.joining(", "));
        String thrown = Arrays.stream(method.getGenericExceptionTypes())
                .map(this::simple)
                .collect(Collectors.joining(", "));
        return "\n    @Override\n    public " + (variables.isEmpty() ? "" : "<" + variables + "> ")
                + simple(method.getGenericReturnType()) + " " + method.getName() + "("
                + String.join(", ", parameters) + ")" + (thrown.isEmpty() ? "" : " throws " + thrown) + " {\n        "
                + (method.getReturnType() == void.class ? "" : "return ") + call + ";\n    }\n";
    }

    private String simple(Type shown) {
        Matcher matcher = QUALIFIED.matcher(shown.getTypeName());
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            imports.add(matcher.group());
            matcher.appendReplacement(text, matcher.group(1));
        }
        return matcher.appendTail(text).toString();
    }
}
