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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bundle that the packed host's {@code bundle deploy} tags. The Databricks CLI needs a network; a script stands in its
 * place, and what it sends for a job is sent here: the tags of the target's presets, and where the deployment's metadata lie.
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
                "deploy",
                "--keep-tags",
                "--cli",
                cli(folder).toString(),
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

    /** What the CLI leaves behind on the machine that it runs on. */
    private static Path cli(Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("databricks"), """
                #!/bin/sh
                mkdir -p .databricks/bundle/prod
                echo '{"version": 1, "seq": 1, "id": "7c5a"}' > .databricks/bundle/prod/deployment.json
                """);
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
