package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.SkuKind;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.tables.Json;
import java.math.BigDecimal;
import java.util.List;

/** Usage records that break what a tidy reader assumes; a few of each in every sample, never corrected or late. */
final class OddRecords {
    private static final int MEGABYTE = 1 << 20;
    private static final BigDecimal ONE = BigDecimal.ONE.setScale(18);

    private final Window window;
    private final UsageWriter usage;
    private final TrapCounts traps;

    OddRecords(Window window, UsageWriter usage, TrapCounts traps) {
        this.window = window;
        this.usage = usage;
        this.traps = traps;
    }

    void write() {
        Workspace workspace = Company.WORKSPACES.get(0);
        long noon = window.start() + 12 * Window.HOUR;
        for (SkuKind kind : List.of(SkuKind.PUBLIC_CONNECTIVITY, SkuKind.STORAGE)) {
            String product = kind == SkuKind.STORAGE ? "DEFAULT_STORAGE" : "NETWORKING";
            for (String id : new String[] {null, "0"}) {
                plant(
                        Trap.ACCOUNT_LEVEL_RECORD,
                        record(kind, noon, Window.HOUR, "12.5", product)
                                .withWorkspaceId(id)
                                .withTags(null));
            }
        }
        plant(Trap.ZERO_LENGTH_RECORD, job(noon + Window.MINUTE, 0, "0.25"));
        plant(Trap.END_BEFORE_START, job(noon, -30 * Window.MINUTE, "0.125"));
        plant(
                Trap.RECORD_OF_49_HOURS,
                job(window.start() + window.days() * Window.DAY / 3, 49 * Window.HOUR, "49.000000000000000001"));
        plant(Trap.NEGATIVE_ORIGINAL, job(noon, Window.HOUR, "-0.333333333333333333"));
        plant(Trap.TINY_QUANTITY, job(noon, Window.HOUR, "0.000000000000000001"));
        plant(
                Trap.HUGE_QUANTITY,
                record(SkuKind.TOKENS, noon, Window.HOUR, "90000000000000000000", "AI_FUNCTIONS")
                        .withUsageType("TOKEN")
                        .withMetadata("endpoint_name", "bulk", "endpoint_id", "b0000000000000000000000000000001"));
        plant(Trap.MEGABYTE_TAG, job(noon, Window.HOUR, "0.5").withTags(Json.object("note", "x".repeat(MEGABYTE))));
        plant(
                Trap.ODD_NAME,
                job(noon, Window.HOUR, "0.5")
                        .withTags(Json.object(
                                "\u0001key\t=1+1", "-2+3 \"quoted\", 'single'; \\ 🧨\r\n", "", "empty key")));
        plant(Trap.REDACTED_IDENTITY, job(noon, Window.HOUR, "0.5").withRunAs(Company.REDACTED_IDENTITY));
        for (int i = 0; i < 24; i++) {
            long hour = window.start() + i * Window.HOUR;
            plant(Trap.UNKNOWN_PRODUCT, record(SkuKind.QUANTUM, hour, Window.HOUR, "1", "QUANTUM_ANNEALING"));
            usage.writeAlone(record(SkuKind.SAP, hour, Window.HOUR, "2.5", "EXTERNAL_COMPATIBILITY"));
        }
        long gap = window.day(window.days() / 3) + Window.HOUR;
        usage.writeAlone(record(SkuKind.PRIVATE_CONNECTIVITY, gap, Window.HOUR, "1", "NETWORKING"));
        String oldForm = Json.object("dagster_databricks_opaque_id:1f0e6a2c-5b3d-4c1e-9a7f-0d2b4c6e8f10", "true");
        usage.writeAlone(job(noon, Window.HOUR, "0.75").withTags(oldForm));
        usage.writeAlone(
                UsageRecord.of(workspace, SkuKind.UNLISTED, noon, noon + Window.HOUR, ONE, "SUPERVISOR_AGENT"));
        usage.writeAlone(UsageRecord.of(workspace, SkuKind.GENIE_FREE, noon, noon + Window.HOUR, ONE, "GENIE"));
    }

    private void plant(Trap trap, UsageRecord record) {
        traps.count(trap);
        usage.writeAlone(record);
    }

    /** A serverless job that is in no other table. */
    private UsageRecord job(long start, long length, String quantity) {
        return record(SkuKind.JOBS_SERVERLESS, start, length, quantity, "JOBS")
                .withMetadata("job_id", "999000111222333", "job_run_id", "999000111222334", "job_name", "forgotten")
                .withRunAs(Company.PEOPLE.get(0))
                .withFeatures("{\"is_serverless\":true}");
    }

    private static UsageRecord record(SkuKind kind, long start, long length, String quantity, String product) {
        BigDecimal exact = new BigDecimal(quantity).setScale(18);
        return UsageRecord.of(Company.WORKSPACES.get(0), kind, start, start + length, exact, product);
    }
}
