package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.SkuKind;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.tables.Json;
import java.util.Map;

/** The usage of serverless notebooks, on as many rows as are left. */
final class Notebooks {
    private static final int NOTEBOOKS = 180;

    private final Window window;
    private final Meter meter;
    private final UsageWriter usage;
    private final Rng rng;

    Notebooks(Window window, long seed, Meter meter, UsageWriter usage) {
        this.window = window;
        this.meter = meter;
        this.usage = usage;
        this.rng = Rng.of(seed, "notebooks");
    }

    /** Writes until billing.usage has that many rows, exactly; nothing when it has them already. */
    void fillTo(long rows) {
        while (usage.rowCount() < rows) {
            if (rows - usage.rowCount() >= UsageWriter.MOST_ROWS) {
                usage.write(record());
            } else {
                usage.writeAlone(record());
            }
        }
    }

    /** The id of a notebook, 1 to {@link #NOTEBOOKS}. */
    static String notebookId(int notebook) {
        return String.valueOf(4_400_000_000_000L + notebook * 7_919L);
    }

    static int anyNotebook(Rng rng) {
        return rng.between(1, NOTEBOOKS);
    }

    static String user(int notebook) {
        return Company.PEOPLE.get(notebook % Company.PEOPLE.size());
    }

    private UsageRecord record() {
        int notebook = anyNotebook(rng);
        Workspace workspace = Company.WORKSPACES.get(notebook % 4);
        String user = user(notebook);
        long hour = window.day(rng.below(window.days())) + rng.between(6, 20) * Window.HOUR;
        boolean hasPolicy = notebook % 3 == 0;
        return UsageRecord.of(
                        workspace,
                        SkuKind.ALL_PURPOSE_SERVERLESS,
                        hour,
                        hour + Window.HOUR,
                        meter.quantity(rng, ProductLine.NOTEBOOKS, SkuKind.ALL_PURPOSE_SERVERLESS, workspace),
                        "INTERACTIVE")
                .withTags(
                        hasPolicy ? Json.map(Map.of("team", Company.TEAMS.get(notebook % Company.TEAMS.size()))) : "{}")
                .withMetadata(
                        "notebook_id",
                        notebookId(notebook),
                        "notebook_path",
                        "/Users/" + user + "/analysis-" + notebook,
                        "budget_policy_id",
                        hasPolicy ? "b0d6e7" + notebook : null,
                        "usage_policy_id",
                        hasPolicy && notebook % 2 == 0 ? "b0d6e7" + notebook : null)
                .withRunAs(user)
                .withFeatures("{\"is_serverless\":true,\"is_photon\":true}");
    }
}
