package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.PipelineVersion;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.WarehouseVersion;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.files.Columns;
import dev.costinsights.plugin.systemtables.values.JsonText;
import dev.costinsights.plugin.systemtables.values.Leaf;
import dev.costinsights.plugin.systemtables.values.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tables in which a row is how an object was from a time on: jobs, pipelines, clusters, warehouses. They are small
 * and all of a table matters: the version that holds in the window may be years old, or the only one known may be newer.
 */
final class ObjectTable implements TableReader {

    private static final Leaf CHANGE = Leaf.time("change_time");
    private static final Leaf DELETE = Leaf.time("delete_time");
    private static final Leaf TAGS = Leaf.json("tags");

    /** The texts of a row and what is not text. */
    private record Version(String[] texts, Map<String, String> tags, long change, long delete) {

        String account() {
            return Texts.orEmpty(texts[0]);
        }

        String workspace() {
            return Texts.orEmpty(texts[1]);
        }

        String id() {
            return texts[2];
        }

        String text(int position) {
            return texts[position];
        }
    }

    /** Makes a fact of a version. */
    private interface Maker {
        void make(Version version, FactSink facts);
    }

    private final SystemTable table;
    private final List<Leaf> texts;
    private final Maker maker;

    private ObjectTable(SystemTable table, Maker maker, Leaf id, Leaf... others) {
        this.table = table;
        this.maker = maker;
        this.texts = new ArrayList<>(List.of(Leaf.text("account_id"), Leaf.text("workspace_id"), id.required()));
        this.texts.addAll(List.of(others));
    }

    static ObjectTable ofJobs() {
        return new ObjectTable(
                SystemTable.LAKEFLOW_JOBS,
                (version, facts) -> facts.job(new JobVersion(
                        version.account(),
                        version.workspace(),
                        version.id(),
                        version.text(3),
                        version.text(4) != null ? version.text(4) : version.text(5),
                        version.tags,
                        version.text(6),
                        version.text(7),
                        version.change,
                        version.delete)),
                Leaf.text("job_id"),
                Leaf.text("name"),
                Leaf.text("run_as_user_name"),
                Leaf.text("run_as"),
                Leaf.text("deployment", "kind"),
                Leaf.text("deployment", "metadata_file_path"));
    }

    static ObjectTable ofPipelines() {
        return new ObjectTable(
                SystemTable.LAKEFLOW_PIPELINES,
                (version, facts) -> facts.pipeline(new PipelineVersion(
                        version.account(),
                        version.workspace(),
                        version.id(),
                        version.text(3),
                        version.text(4),
                        version.tags,
                        version.change,
                        version.delete)),
                Leaf.text("pipeline_id"),
                Leaf.text("name"),
                Leaf.text("run_as"));
    }

    static ObjectTable ofClusters() {
        return new ObjectTable(
                SystemTable.COMPUTE_CLUSTERS,
                (version, facts) -> facts.cluster(new ClusterVersion(
                        version.account(),
                        version.workspace(),
                        version.id(),
                        version.text(3),
                        version.text(4),
                        version.text(5),
                        version.tags,
                        ClusterNodes.of(version.text(6), version.text(7), version.text(8), version.text(9)),
                        version.change,
                        version.delete)),
                Leaf.text("cluster_id"),
                Leaf.text("cluster_name"),
                Leaf.text("owned_by"),
                Leaf.text("cluster_source"),
                Leaf.text("driver_node_type"),
                Leaf.text("worker_node_type"),
                Leaf.text("worker_count"),
                Leaf.text("dbr_version"));
    }

    static ObjectTable ofWarehouses() {
        return new ObjectTable(
                SystemTable.COMPUTE_WAREHOUSES,
                (version, facts) -> facts.warehouse(new WarehouseVersion(
                        version.account(),
                        version.workspace(),
                        version.id(),
                        version.text(3),
                        version.text(5),
                        version.text(6),
                        version.tags,
                        version.text(4),
                        version.change,
                        version.delete)),
                Leaf.text("warehouse_id"),
                Leaf.text("warehouse_name"),
                Leaf.text("created_by"),
                Leaf.text("warehouse_type"),
                Leaf.text("warehouse_size"));
    }

    @Override
    public SystemTable table() {
        return table;
    }

    @Override
    public List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>(texts);
        leaves.addAll(List.of(TAGS, CHANGE, DELETE));
        return leaves;
    }

    @Override
    public List<String> select(Columns columns) {
        return leaves().stream().map(columns::sql).toList();
    }

    @Override
    public void read(Rows row, CollectionRequest request, FactSink facts) {
        if (row.isNull(2)) {
            return;
        }
        String[] values = new String[texts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.text(i);
        }
        int next = values.length;
        maker.make(
                new Version(
                        values,
                        JsonText.map(row.text(next), TAGS),
                        row.number(next + 1, 0),
                        row.number(next + 2, TimeSpan.FOREVER)),
                facts);
    }
}
