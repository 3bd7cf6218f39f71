package dev.costinsights.core.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The {@code databricks.yml} of an asset bundle, as the carrier of a context. A value: whoever made it writes it back.
 *
 * <p>It stands here because the host that has the file and the plugin that tags it share nothing but this API.
 *
 * @param path where the file is, for messages and for the files that it includes; null when it is nowhere
 * @param text all of it, without a byte order mark
 * @param target the target to tag, or null for the bundle's default
 * @param tagging what came of it; null as long as nobody has tagged it
 */
public record BundleFile(Path path, String text, String target, Tagging tagging) {

    /**
     * What came of tagging a file.
     *
     * @param bundle the bundle's name as the file has it, or null
     * @param target the target that was tagged, or null when there is none
     * @param unmet how the file that came in departs from the context, one sentence each; empty when it has all tags
     * @param remarks what could not be written as the context has it, one sentence each
     * @param problem why the text was left as it was, with the place as {@code file:line:column}; or null
     */
    public record Tagging(String bundle, String target, List<String> unmet, List<String> remarks, String problem) {

        public Tagging {
            unmet = List.copyOf(unmet);
            remarks = List.copyOf(remarks);
        }
    }

    public BundleFile {
        Objects.requireNonNull(text, "text");
    }

    /** A file that nobody has tagged yet. */
    public static BundleFile of(Path path, String text, String target) {
        return new BundleFile(path, text, target, null);
    }
}
