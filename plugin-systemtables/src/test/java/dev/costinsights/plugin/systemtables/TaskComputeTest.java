package dev.costinsights.plugin.systemtables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.TaskRunSlice;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a task names as its compute, in newer rows and in older ones. */
class TaskComputeTest {

    @TempDir
    Path folder;

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of("[{'type':'CLASSIC_COMPUTE','cluster_id':'c1'}]", "['c1']", Set.of("c1")),
                Arguments.of("[{'type':'WAREHOUSE','warehouse_id':'w1'}]", "['w1']", Set.of("w1")),
                Arguments.of(
                        "[{'type':'CLASSIC_COMPUTE','cluster_id':'c1'},{'type':'WAREHOUSE','warehouse_id':'w1'}]",
                        "[]",
                        Set.of("c1", "w1")),
                Arguments.of("null", "['c1','w1']", Set.of("c1", "w1")),
                Arguments.of("[]", "['w1']", Set.of("w1")),
                Arguments.of("[{'type':'SERVERLESS_COMPUTE'}]", "[]", Set.of(TaskRunSlice.SERVERLESS)),
                Arguments.of("[{'type':'SERVERLESS'}]", "[]", Set.of(TaskRunSlice.SERVERLESS)),
                Arguments.of("[{'type':'QUANTUM'}]", "['c1']", Set.of("c1")),
                Arguments.of("[]", "[]", Set.of()),
                Arguments.of("null", "null", Set.of()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_task_names_clusters_warehouses_and_serverless(String compute, String ids, Set<String> expected) {
        String row = """
                {'workspace_id':'1','job_id':'2','run_id':'3','job_run_id':'4','period_start_time':'2026-10-01T00:00:00Z',\
                'period_end_time':'2026-10-01T01:00:00Z','compute':%s,'compute_ids':%s}""";
        TaskRunSlice slice = Export.withBill(folder)
                .write(
                        "lakeflow/job_task_run_timeline.jsonl",
                        row.formatted(compute, ids).replace('\'', '"'))
                .read()
                .only(TaskRunSlice.class);

        assertEquals(expected, slice.clusterIds());
    }
}
