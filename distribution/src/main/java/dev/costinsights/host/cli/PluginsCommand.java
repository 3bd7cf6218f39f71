package dev.costinsights.host.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plugins}, which only knows its subcommands. */
@Command(name = "plugins", description = "Shows what is installed.", synopsisSubcommandLabel = "COMMAND")
final class PluginsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command? There is: plugins list");
    }
}
