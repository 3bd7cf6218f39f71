package dev.costinsights.host.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bundle}, which only knows its subcommands. */
@Command(
        name = "bundle",
        description = "Tags and deploys asset bundles, and shows when they were deployed and what they cost.",
        synopsisSubcommandLabel = "COMMAND")
final class BundleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Which command? There are: bundle tag, bundle deploy, bundle history, bundle costs");
    }
}
