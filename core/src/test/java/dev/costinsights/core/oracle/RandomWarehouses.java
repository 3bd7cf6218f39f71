package dev.costinsights.core.oracle;

import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.StatementOrigin;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.WarehouseEvent;
import dev.costinsights.core.model.WarehouseVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Statements and warehouse events of one workspace; the same ids appear in all workspaces. */
final class RandomWarehouses {

    private final Dice dice;
    private final RandomTags tags;
    private final String account;
    private final String workspace;
    private final boolean hasTaskTime;
    private final List<Fact> facts = new ArrayList<>();

    private RandomWarehouses(Dice dice, String account, String workspace) {
        this.dice = dice;
        this.tags = new RandomTags(dice);
        this.account = account;
        this.workspace = workspace;
        this.hasTaskTime = dice.chance(80);
    }

    static List<Fact> of(Dice dice, String account, String workspace, Set<SystemTable> readable) {
        RandomWarehouses warehouses = new RandomWarehouses(dice, account, workspace);
        // Now and then of a region that was not read.
        if (readable.contains(SystemTable.COMPUTE_WAREHOUSE_EVENTS) && dice.chance(85)) {
            warehouses.events("w1");
            warehouses.events("w2");
        }
        if (readable.contains(SystemTable.COMPUTE_WAREHOUSES)) {
            warehouses.owners("w1");
            warehouses.owners("w2");
        }
        if (readable.contains(SystemTable.QUERY_HISTORY)) {
            int count = dice.between(0, 12);
            for (int i = 0; i < count; i++) {
                warehouses.statement("s" + i);
            }
        }
        return warehouses.facts;
    }

    private void owners(String warehouse) {
        Set<Long> taken = new HashSet<>();
        for (int i = dice.between(0, 3); i > 0; i--) {
            long changed = dice.chance(30) ? Time.at("2025-01-01T00:00") : dice.time();
            if (taken.add(changed)) {
                facts.add(Fact.of(new WarehouseVersion(
                        account,
                        workspace,
                        warehouse,
                        warehouse,
                        null,
                        null,
                        Map.of(),
                        dice.pick("carl", "cora", null),
                        changed,
                        TimeSpan.FOREVER)));
            }
        }
    }

    /** No two of one type at one instant, because nothing says which of them is the later. */
    private void events(String warehouse) {
        Set<String> taken = new HashSet<>();
        for (int i = dice.between(0, 7); i > 0; i--) {
            WarehouseEvent.Type type = dice.pick(WarehouseEvent.Type.values());
            long time = dice.chance(15) ? Time.at("2025-01-01T00:00") : dice.time();
            if (taken.add(type + "@" + time)) {
                facts.add(Fact.of(new WarehouseEvent(account, workspace, warehouse, type, clusters(type), time)));
            }
        }
    }

    private Integer clusters(WarehouseEvent.Type type) {
        return switch (type) {
            case STARTING -> dice.pick(null, 0, 1);
            case STOPPED -> dice.pick(null, 0, 1);
            case RUNNING, SCALED_UP, SCALED_DOWN, STOPPING, OTHER -> dice.pick(null, 1, 2, 5);
        };
    }

    private void statement(String id) {
        StatementOrigin origin = origin();
        for (int revision = dice.chance(15) ? 2 : 1; revision > 0; revision--) {
            facts.add(Fact.of(new Statement(
                    id,
                    origin,
                    dice.span(),
                    revision * 1_000L,
                    dice.pick(0L, 0L, 0L, 1L, 900_000L, 3_600_000L),
                    0,
                    work(),
                    work(),
                    hasTaskTime ? work() : 0,
                    dice.pick(0L, 0L, 0L, 1L, 1_000L, 900_000L),
                    dice.chance(15))));
        }
    }

    private long work() {
        return dice.pick(0L, 0L, 1L, 7L, 1_000L, 123_456L, 3_600_000L);
    }

    private StatementOrigin origin() {
        StatementOrigin.Builder origin = StatementOrigin.builder()
                .sessionId(dice.chance(50) ? null : dice.pick("q1", "q2"))
                .accountId(account)
                .workspaceId(workspace)
                .executedBy(dice.pick("eve", "sam", null))
                .source(source())
                .queryTags(dice.chance(60) ? tags.tags() : Map.of())
                .comment(tags.comment());
        return switch (dice.below(10)) {
            case 0 ->
                origin.clusterId(dice.pick("c1", "c2"))
                        .source(
                                dice.chance(50)
                                        ? source(
                                                null,
                                                null,
                                                RandomWork.taskId(RandomWork.randomTask(dice)),
                                                null,
                                                null,
                                                null)
                                        : source())
                        .build();
            case 1 -> origin.build();
            case 2, 3 -> origin.warehouseId("w2").build();
            default -> origin.warehouseId("w1").build();
        };
    }

    private QuerySource source() {
        int run = dice.below(RandomWork.RUNS);
        int task = RandomWork.randomTask(dice);
        int update = dice.below(RandomWork.UPDATES);
        return switch (dice.below(12)) {
            case 0 -> source(RandomWork.jobOf(run), RandomWork.runId(run), null, null, null, null);
            case 1 -> source(RandomWork.jobOf(run), null, null, null, null, null);
            case 2 -> source(null, null, RandomWork.taskId(task), null, null, null);
            case 3 -> source(null, null, null, RandomWork.pipelineOf(update), RandomWork.updateId(update), null);
            case 4 -> source(null, null, null, null, null, "n1");
            default -> QuerySource.NONE;
        };
    }

    private static QuerySource source(
            String job, String run, String task, String pipeline, String update, String notebook) {
        return new QuerySource(job, run, task, pipeline, update, notebook, null, null, null, null);
    }
}
