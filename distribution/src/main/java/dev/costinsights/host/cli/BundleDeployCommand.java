package dev.costinsights.host.cli;

import dev.costinsights.core.spi.BundleFile;
import dev.costinsights.host.bundle.BorrowedFile;
import dev.costinsights.host.bundle.BundleOnDisk;
import dev.costinsights.host.bundle.DatabricksCli;
import dev.costinsights.host.bundle.Deployment;
import dev.costinsights.host.run.BundleTagging;
import dev.costinsights.host.run.DeploymentRecording;
import dev.costinsights.host.run.DeploymentRecording.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bundle deploy}: the Databricks CLI's own, with the context. */
@Command(
        name = "deploy",
        sortOptions = false,
        description = {
            "Runs 'databricks bundle deploy' with the context as tags and variables; its output and exit code pass"
                    + " through.",
            "The tags stand in the bundle's file while the CLI runs; afterwards the file is as it was."
        })
final class BundleDeployCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private BundleChoices choices;

    @Option(names = "--cli", paramLabel = "FILE", description = "the Databricks CLI; default the one on the PATH")
    private Path cli;

    @Option(names = "--keep-tags", description = "leave the tags in the bundle's file")
    private boolean keepTags;

    @Option(
            names = "--no-tags",
            description = "leave the bundle's file alone; the context goes along as variables only")
    private boolean noTags;

    @Parameters(paramLabel = "ARG", description = "after --, for the CLI")
    private List<String> arguments = new ArrayList<>();

    BundleDeployCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        DatabricksCli found = DatabricksCli.find(cli, session.environment());
        BundleOnDisk file = choices.file(session);
        BundleTagging.Outcome outcome = choices.tag(session, file);
        BundleFile tagged = outcome.file();
        BundleFile.Tagging tagging = tagged.tagging();
        if (tagging.problem() != null) {
            session.error(tagging.problem());
            return ExitCode.USAGE;
        }
        tagging.remarks().forEach(remark -> session.note(file.path() + ": " + remark));
        List<String> command = new ArrayList<>(List.of("bundle", "deploy", "--target", tagging.target()));
        command.addAll(arguments);
        Map<String, String> variables =
                new LinkedHashMap<>(DatabricksCli.variables(outcome.context(), choices.dialect()));
        variables.put("DATABRICKS_BUNDLE_TARGET", tagging.target());
        Path folder = file.path().getParent();
        Work deploy = () -> found.run(folder, command, variables);
        boolean asItIs = noTags || tagged.text().equals(file.text());
        DeploymentRecording.Outcome ended = recorded(
                new Deployment(
                        tagging.bundle(),
                        tagging.target(),
                        folder,
                        outcome.context(),
                        session.environment().get("DATABRICKS_HOST")),
                asItIs ? deploy : () -> withTags(file, tagged.text(), deploy));
        ended.problem().ifPresent(session::note);
        return ended.exitCode();
    }

    private DeploymentRecording.Outcome recorded(Deployment deployment, Work work) throws InterruptedException {
        return session.inHost(session.settings(), host -> host.getInstance(DeploymentRecording.class)
                .around(deployment, work));
    }

    @SuppressWarnings("try") // the file need only be borrowed
    private int withTags(BundleOnDisk file, String text, Work deployment) throws InterruptedException {
        if (keepTags) {
            file.write(text);
            return deployment.run();
        }
        try (BorrowedFile tagged = BorrowedFile.with(
                file, text, () -> session.note(file.path() + " was changed meanwhile and keeps its tags"))) {
            return deployment.run();
        }
    }
}
