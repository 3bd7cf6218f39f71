package dev.costinsights.host.cli;

import dev.costinsights.core.spi.BundleFile;
import dev.costinsights.host.bundle.BundleOnDisk;
import dev.costinsights.host.bundle.UnifiedDiff;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bundle tag}: writes the context's tags into a bundle's file. */
@Command(
        name = "tag",
        sortOptions = false,
        description = {
            "Writes the tags of the context into presets.tags of a target, in the bundle's databricks.yml.",
            "The context is what the options say, else the environment; everything else in the file stays as it is."
        })
final class BundleTagCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private BundleChoices choices;

    @Option(names = "--check", description = "write nothing; exit code 3 when tags are missing or differ")
    private boolean check;

    @Option(names = "--dry-run", description = "write nothing; print the change as a unified diff")
    private boolean dryRun;

    BundleTagCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        BundleOnDisk file = choices.file(session);
        BundleFile tagged = choices.tag(session, file).file();
        BundleFile.Tagging tagging = tagged.tagging();
        if (tagging.problem() != null) {
            session.error(tagging.problem());
            return ExitCode.USAGE;
        }
        if (dryRun) {
            session.text(UnifiedDiff.of(file.path().getFileName().toString(), file.text(), tagged.text()));
        }
        tagging.remarks().forEach(remark -> session.note(file.path() + ": " + remark));
        if (check) {
            tagging.unmet()
                    .forEach(unmet -> session.error(file.path() + ": target " + tagging.target() + ": " + unmet));
            return tagging.unmet().isEmpty() ? ExitCode.DONE : ExitCode.POLICY;
        }
        if (!dryRun) {
            boolean changes = !tagged.text().equals(file.text());
            if (changes) {
                file.write(tagged.text());
            }
            session.note(file.path() + ": target " + tagging.target()
                    + (changes ? " has the context's tags now" : " needs no change"));
        }
        return ExitCode.DONE;
    }
}
