package dev.costinsights.host.launch;

import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobDeployment;
import com.databricks.sdk.service.jobs.JobDeploymentKind;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.Task;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.costinsights.core.context.AttributionContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bundle that is tagged with the packed host's {@code bundle tag} and deployed. The Databricks CLI needs a network; what it
 * sends for a job is sent here: the tags of the target's presets, and where the deployment's metadata lie.
 */
final class BundleLaunch {
    private static final String METADATA = "/Workspace/Users/me@example.com/.bundle/etl/prod/state/metadata.json";

    private BundleLaunch() {}

    static void run(PackagedHost host, Clients clients, AttributionContext context, Path folder)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("databricks.yml"), """
                bundle:
                  name: etl
                targets:
                  prod:
                    mode: production
                """);
        host.run(
                "bundle",
                "tag",
                "--bundle",
                file.toString(),
                "--target",
                "prod",
                "--opaque-id",
                context.opaqueId(),
                "--job",
                context.job(),
                "--run",
                context.run(),
                "--asset",
                context.assets().iterator().next());
        Map<String, String> tags = new LinkedHashMap<>();
        JsonNode presets = new YAMLMapper().readTree(file.toFile()).at("/targets/prod/presets/tags");
        presets.properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        long job = clients.bare
                .jobs()
                .create(new CreateJob()
                        .setName("etl")
                        .setTags(tags)
                        .setDeployment(new JobDeployment()
                                .setKind(JobDeploymentKind.BUNDLE)
                                .setMetadataFilePath(METADATA))
                        .setTasks(List.of(new Task()
                                .setTaskKey("load")
                                .setNotebookTask(new NotebookTask().setNotebookPath("/Workspace/load")))))
                .getJobId();
        clients.bare.jobs().runNow(new RunNow().setJobId(job));
    }
}
