package dev.costinsights.plugin.systemtables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.TaskRunSlice;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "7",
                "119541357531138",
                "9223372036854775807",
                "9223372036854775808",
                "-5",
                "007",
                "+7",
                "1e3",
                "7.0",
                "1_000",
                "0x1f",
                " 7",
                "run-7",
                "NaN"
            })
    void an_id_is_the_text_that_the_table_has(String id) {
        TaskRunSlice slice = Export.withBill(folder)
                .write(
                        "lakeflow/job_task_run_timeline.csv",
                        "workspace_id,job_id,run_id,job_run_id,parent_run_id,period_start_time,period_end_time",
                        "1,2,\"%1$s\",\"%1$s\",\"%1$s\",2026-10-01T00:00:00Z,2026-10-01T01:00:00Z".formatted(id))
                .read()
                .only(TaskRunSlice.class);

        assertEquals(id, slice.taskRunId());
        assertEquals(id, slice.jobRunId());
        assertEquals(id, slice.parentRunId());
    }
}
