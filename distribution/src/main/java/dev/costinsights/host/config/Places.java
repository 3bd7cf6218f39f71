package dev.costinsights.host.config;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folders of this host.
 *
 * @param installation where {@code bin}, {@code conf}, {@code lib} and {@code plugins} are; empty when the host does not
 *     run from an installation
 * @param userConfig the user's settings
 * @param state what the host keeps between runs; never inside the installation
 */
public record Places(Path workingFolder, Optional<Path> installation, Path userConfig, Path state) {

    private static final String NAME = "cost-insights";

    /**
     * After the XDG base directories; {@code COST_INSIGHTS_HOME} moves the state.
     *
     * @throws CostInsightsException when one of them is no path
     */
    public static Places of(Map<String, String> environment) {
        try {
            return found(environment);
        } catch (InvalidPathException e) {
            throw noPath(e);
        }
    }

    /** What to do about a name that is none: mostly Java is told that there are no letters beyond ASCII. */
    public static CostInsightsException noPath(InvalidPathException cause) {
        return new CostInsightsException(
                ErrorCode.CONFIGURATION,
                "'" + cause.getInput() + "' is no path here (" + cause.getReason()
                        + "); if it holds letters beyond ASCII, set LANG=C.UTF-8",
                cause);
    }

    private static Places found(Map<String, String> environment) {
        Path home = Path.of(System.getProperty("user.home"));
        String installation = System.getProperty("costinsights.installation");
        String state = environment.get("COST_INSIGHTS_HOME");
        return new Places(
                Path.of("").toAbsolutePath(),
                Optional.ofNullable(installation).map(Path::of),
                folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve(NAME),
                state != null && !state.isEmpty()
                        ? Path.of(state).toAbsolutePath()
                        : folder(environment, "XDG_STATE_HOME", home.resolve(".local/state"))
                                .resolve(NAME));
    }

    /** The same, with another folder for what is kept between runs. */
    public Places withState(Path folder) {
        return new Places(workingFolder, installation, userConfig, folder.toAbsolutePath());
    }

    // The standard says to ignore relative paths.
    private static Path folder(Map<String, String> environment, String variable, Path fallback) {
        String value = environment.get(variable);
        return value != null && value.startsWith("/") ? Path.of(value) : fallback;
    }
}
