package dev.costinsights.host.cli;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.Finding;
import dev.costinsights.host.report.Cell;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.Examination;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code doctor}: looks at everything that could keep the host from working. */
@Command(
        name = "doctor",
        description = "Looks at Java, settings, store, plugins and the way to the workspace, and says what to do.")
final class DoctorCommand implements Callable<Integer> {

    private final Session session;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try {
            findings.addAll(session.inHost(session.settings(), host -> host.getInstance(Examination.class)
                    .run()));
        } catch (CostInsightsException e) {
            findings.addAll(Examination.failures("host", e));
        }
        Table.Builder table = Table.of("findings", "Findings", "subject", "status", "detail", "fix");
        findings.forEach(finding -> table.row(
                Cell.text(finding.subject()),
                Cell.text(finding.status().name()),
                Cell.text(finding.detail()),
                Cell.text(finding.fix())));
        session.print(List.of(table.build()));
        boolean failed = findings.stream().anyMatch(finding -> finding.status() == Finding.Status.FAIL);
        return failed ? ExitCode.FAILED : ExitCode.DONE;
    }
}
