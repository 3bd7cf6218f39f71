package dev.costinsights.workspace.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.ResourceConflict;
import com.databricks.sdk.service.pipelines.ClonePipelineRequest;
import com.databricks.sdk.service.pipelines.CreatePipeline;
import com.databricks.sdk.service.pipelines.EditPipeline;
import com.databricks.sdk.service.pipelines.GetPipelineResponse;
import com.databricks.sdk.service.pipelines.ListPipelineEventsRequest;
import com.databricks.sdk.service.pipelines.ListPipelinesRequest;
import com.databricks.sdk.service.pipelines.ListUpdatesRequest;
import com.databricks.sdk.service.pipelines.PipelineEvent;
import com.databricks.sdk.service.pipelines.PipelineStateInfo;
import com.databricks.sdk.service.pipelines.StartUpdate;
import com.databricks.sdk.service.pipelines.StopRequest;
import com.databricks.sdk.service.pipelines.UpdateInfoState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pipelines and updates, as the real SDK makes them. */
final class SdkPipelinesTest {
    private LocalWorkspace workspace;
    private WorkspaceClient client;

    @BeforeEach
    void connect() throws Exception {
        workspace = SharedWorkspace.get();
        client = SharedWorkspace.sdk(workspace);
    }

    @Test
    void anUpdateRunsAndIsBilledUnderThePipelinesTags() throws Exception {
        String id = create("orders", Map.of("dagster_job_name", "orders_daily"));
        String update = client.pipelines()
                .startUpdate(new StartUpdate().setPipelineId(id).setParameters(Map.of("q", "z")))
                .getUpdateId();
        assertThrows(ResourceConflict.class, () -> client.pipelines().startUpdate(new StartUpdate().setPipelineId(id)));
        workspace.clock().advance(Duration.ofMinutes(1));
        assertEquals(UpdateInfoState.RUNNING, state(id, update));
        workspace.clock().advance(Duration.ofHours(2));
        assertEquals(UpdateInfoState.COMPLETED, state(id, update));
        List<String> messages = new ArrayList<>();
        for (PipelineEvent event :
                client.pipelines().listPipelineEvents(new ListPipelineEventsRequest().setPipelineId(id))) {
            assertEquals(update, event.getOrigin().getUpdateId());
            messages.add(event.getEventType());
        }
        assertTrue(messages.contains("update_progress"), messages.toString());
        try (Connection connection = SharedWorkspace.jdbc(workspace);
                ResultSet bill = connection
                        .createStatement()
                        .executeQuery("SELECT custom_tags['dagster_job_name'], usage_metadata.dlt_pipeline_id"
                                + " FROM system.billing.usage WHERE usage_metadata.dlt_update_id = '" + update + "'")) {
            assertTrue(bill.next());
            assertEquals("orders_daily", bill.getString(1));
            assertEquals(id, bill.getString(2));
        }
    }

    @Test
    void stopsEditsClonesAndDeletes() {
        String id = create("first", Map.of());
        String update = client.pipelines()
                .startUpdate(new StartUpdate().setPipelineId(id))
                .getUpdateId();
        client.pipelines().stop(new StopRequest().setPipelineId(id));
        assertEquals(UpdateInfoState.CANCELED, state(id, update));
        client.pipelines()
                .update(new EditPipeline().setPipelineId(id).setName("second").setServerless(true));
        GetPipelineResponse edited = client.pipelines().get(id);
        assertEquals("second", edited.getSpec().getName());
        String copy = client.pipelines()
                .clone(new ClonePipelineRequest().setPipelineId(id).setName("copy"))
                .getPipelineId();
        assertEquals("copy", client.pipelines().get(copy).getName());
        List<String> found = new ArrayList<>();
        for (PipelineStateInfo info :
                client.pipelines().listPipelines(new ListPipelinesRequest().setFilter("name LIKE '%cop%'"))) {
            found.add(info.getPipelineId());
        }
        assertEquals(List.of(copy), found);
        assertTrue(client.pipelines().listUpdates(new ListUpdatesRequest().setPipelineId(id)).getUpdates().stream()
                .anyMatch(info -> info.getUpdateId().equals(update)));
        client.pipelines().delete(id);
        assertThrows(NotFound.class, () -> client.pipelines().get(id));
    }

    private String create(String name, Map<String, String> tags) {
        return client.pipelines()
                .create(new CreatePipeline().setName(name).setServerless(true).setTags(tags))
                .getPipelineId();
    }

    private UpdateInfoState state(String id, String update) {
        return client.pipelines().getUpdate(id, update).getUpdate().getState();
    }
}
