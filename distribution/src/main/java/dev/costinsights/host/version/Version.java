package dev.costinsights.host.version;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version this is. All modules of a build carry the same one. */
public final class Version {

    private static final String NAME = read();

    private Version() {}

    /** As the build names it, e.g. {@code 0.1.0-SNAPSHOT}. */
    public static String name() {
        return NAME;
    }

    /**
     * The version of the plugin API, three numbers. Without the suffix: to PF4J, {@code 1.2.0-SNAPSHOT} comes before
     * {@code 1.2.0}, and no plugin that asks for 1.2.0 would start.
     */
    public static String api() {
        int suffix = NAME.indexOf('-');
        return suffix < 0 ? NAME : NAME.substring(0, suffix);
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
