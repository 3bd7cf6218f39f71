package dev.costinsights.host.plugin;

/**
 * Why something in the plugin folder is no plugin that runs.
 *
 * @param file folder or zip, as the operator knows it
 * @param id the plugin's id, or {@code -} while it is unknown
 * @param version likewise
 * @param requires likewise
 * @param reason one line
 * @param fix one line: what to do
 * @param cause for {@code -v}; null when the reason says it all
 */
public record PluginProblem(
        String file, String id, String version, String requires, String reason, String fix, Throwable cause) {

    private static final String UNKNOWN = "-";

    /** Nothing is known but the file. */
    static PluginProblem of(String file, String reason, String fix, Throwable cause) {
        return new PluginProblem(file, UNKNOWN, UNKNOWN, UNKNOWN, reason, fix, cause);
    }

    /** Whether its id is unknown. */
    public boolean isNameless() {
        return id.equals(UNKNOWN);
    }
}
