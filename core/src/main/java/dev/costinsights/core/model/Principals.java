package dev.costinsights.core.model;

/** Names of users and service principals, as the identity metadata of the bill gives them. */
final class Principals {

    /** What stands there instead of every name in government clouds. */
    private static final String REDACTED = "__REDACTED__";

    private Principals() {}

    /** The name, or null where nobody is named. */
    static String orNull(String name) {
        return name == null || name.isEmpty() || name.equals(REDACTED) ? null : name;
    }
}
