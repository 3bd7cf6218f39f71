package dev.costinsights.host.bundle;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The Databricks CLI, as a process that has this one's streams. */
public final class DatabricksCli {

    /** How to get it. */
    public static final String INSTALL =
            "curl -fsSL https://raw.githubusercontent.com/databricks/setup-cli/main/install.sh | sh";

    private static final List<String> NAMES = List.of("databricks", "databricks.exe");

    private final Path executable;

    private DatabricksCli(Path executable) {
        this.executable = executable;
    }

    /**
     * @param named the executable, or null to look for it on the path
     * @throws CostInsightsException when there is none
     */
    public static DatabricksCli find(Path named, Map<String, String> environment) {
        if (named != null) {
            if (!Files.isRegularFile(named) || !Files.isExecutable(named)) {
                throw new CostInsightsException(
                        ErrorCode.CONFIGURATION,
                        "--cli " + named + " is no file that can be run; name the Databricks CLI's executable");
            }
            return new DatabricksCli(named.toAbsolutePath());
        }
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            for (String name : NAMES) {
                Path file = Path.of(folder, name);
                if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return new DatabricksCli(file.toAbsolutePath());
                }
            }
        }
        throw new CostInsightsException(
                ErrorCode.CONFIGURATION,
                "the Databricks CLI is not on the PATH; name it with --cli FILE, or install it with: " + INSTALL);
    }

    /**
     * Runs it in a folder until it ends.
     *
     * @param arguments what comes after its name
     * @param added variables on top of this process's
     * @return its exit code
     */
    public int run(Path folder, List<String> arguments, Map<String, String> added) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        builder.environment().putAll(added);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "the Databricks CLI does not start: " + e.getMessage() + "; name another with --cli FILE",
                    e);
        }
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }

    /**
     * The context as variables: those that this product reads, and the bundle's own variables of that name, which the CLI
     * takes if the bundle declares them.
     */
    public static Map<String, String> variables(AttributionContext context, TagDialect dialect) {
        Map<String, String> variables = new LinkedHashMap<>();
        TagDialect.NEUTRAL.write(context).forEach((key, value) -> {
            String name = key.replaceFirst("^cost_insights_", "");
            String own = name.equals("asset") ? "assets" : name;
            variables.put("COST_INSIGHTS_" + own.toUpperCase(Locale.ROOT), value);
            if (key.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
                variables.put("BUNDLE_VAR_" + key, value);
            }
        });
        dialect.write(context).forEach((key, value) -> {
            if (key.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
                variables.put("BUNDLE_VAR_" + key, value);
            }
        });
        return variables;
    }
}
