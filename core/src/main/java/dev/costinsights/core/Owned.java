package dev.costinsights.core;

/**
 * What a plugin registered.
 *
 * @param plugin its id, or null for what is the engine's own
 * @param kind what it is, for messages, e.g. {@code source}
 * @param name as it called itself when it was registered; it is not asked again
 */
record Owned<T>(String plugin, String kind, String name, T component) {

    /** {@code source bill of plugin acme}. */
    @Override
    public String toString() {
        return kind + ' ' + name + (plugin == null ? "" : " of plugin " + plugin);
    }
}
