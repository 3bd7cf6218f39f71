package dev.costinsights.plugin.jobs.runs;

import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.JobDeployment;
import com.databricks.sdk.service.jobs.JobParameter;
import com.databricks.sdk.service.jobs.JobRunAs;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.RunState;
import com.databricks.sdk.service.jobs.RunTask;
import com.databricks.sdk.service.jobs.RunType;
import com.databricks.sdk.service.jobs.TriggerType;
import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads jobs and runs of the API as the rows that the tables of {@code system.lakeflow} have for them. A run is one slice
 * here, and one that has not ended is taken to end now.
 */
final class RunFacts {

    private static final String NO_ACCOUNT = "";

    private final String workspaceId;
    private final long nowMicros;

    RunFacts(String workspaceId, long nowMicros) {
        this.workspaceId = workspaceId;
        this.nowMicros = nowMicros;
    }

    /** As the job is now; the API keeps no history, so it counts from its creation on. */
    JobVersion job(BaseJob job) {
        JobSettings settings = job.getSettings() == null ? new JobSettings() : job.getSettings();
        JobDeployment deployment = settings.getDeployment();
        return new JobVersion(
                NO_ACCOUNT,
                workspaceId,
                String.valueOf(job.getJobId()),
                settings.getName(),
                runAs(settings.getRunAs(), job.getCreatorUserName()),
                settings.getTags() == null ? Map.of() : settings.getTags(),
                deployment == null || deployment.getKind() == null
                        ? null
                        : deployment.getKind().toString(),
                deployment == null ? null : deployment.getMetadataFilePath(),
                job.getCreatedTime() == null ? 0 : job.getCreatedTime() * 1000,
                TimeSpan.FOREVER);
    }

    private static String runAs(JobRunAs runAs, String creator) {
        if (runAs == null) {
            return creator;
        }
        return runAs.getUserName() != null ? runAs.getUserName() : runAs.getServicePrincipalName();
    }

    JobRunSlice run(BaseRun run) {
        boolean isChild = run.getTrigger() == TriggerType.RUN_JOB_TASK && run.getTriggerInfo() != null;
        return new JobRunSlice(
                NO_ACCOUNT,
                workspaceId,
                text(run.getJobId()),
                text(run.getRunId()),
                span(run.getStartTime(), run.getEndTime()),
                type(run.getRunType()),
                run.getRunName(),
                result(run.getState()),
                parameters(run.getJobParameters()),
                isChild ? text(run.getTriggerInfo().getRunId()) : null,
                null);
    }

    /** @param parentRunId the run around it: the job run, or the run of its for-each task */
    TaskRunSlice task(BaseRun run, RunTask task, long parentRunId) {
        return new TaskRunSlice(
                NO_ACCOUNT,
                workspaceId,
                text(run.getJobId()),
                text(task.getRunId()),
                text(run.getRunId()),
                text(parentRunId),
                task.getTaskKey(),
                span(task.getStartTime(), task.getEndTime()),
                result(task.getState()),
                task.getSetupDuration() == null ? 0 : Math.max(0, task.getSetupDuration()) * 1000,
                compute(task));
    }

    /** In microseconds; without length while it has not begun. */
    TimeSpan span(Long start, Long end) {
        long from = start == null ? 0 : start * 1000;
        boolean hasEnded = end != null && end > 0;
        return new TimeSpan(from, hasEnded ? Math.max(from, end * 1000) : from == 0 ? 0 : Math.max(from, nowMicros));
    }

    private static Set<String> compute(RunTask task) {
        if (task.getSqlTask() != null && task.getSqlTask().getWarehouseId() != null) {
            return Set.of(task.getSqlTask().getWarehouseId());
        }
        if (task.getClusterInstance() != null && task.getClusterInstance().getClusterId() != null) {
            return Set.of(task.getClusterInstance().getClusterId());
        }
        return task.getExistingClusterId() == null ? Set.of() : Set.of(task.getExistingClusterId());
    }

    private static Map<String, String> parameters(Collection<JobParameter> parameters) {
        if (parameters == null || parameters.isEmpty()) {
            return Map.of();
        }
        Map<String, String> read = new LinkedHashMap<>();
        for (JobParameter parameter : parameters) {
            String value = parameter.getValue() != null ? parameter.getValue() : parameter.getDefault();
            if (parameter.getName() != null && value != null) {
                read.put(parameter.getName(), value);
            }
        }
        return read;
    }

    private static String type(RunType type) {
        return type == null ? null : type.toString();
    }

    /** Spelled as the tables do; null while it has not ended. */
    private static String result(RunState state) {
        RunLifeCycleState life = state == null ? null : state.getLifeCycleState();
        if (life == RunLifeCycleState.SKIPPED) {
            return "SKIPPED";
        }
        if (life == RunLifeCycleState.INTERNAL_ERROR) {
            return "ERROR";
        }
        RunResultState result = life == RunLifeCycleState.TERMINATED ? state.getResultState() : null;
        if (result == null) {
            return null;
        }
        return switch (result) {
            case SUCCESS, SUCCESS_WITH_FAILURES -> "SUCCEEDED";
            case CANCELED -> "CANCELLED";
            case TIMEDOUT -> "TIMED_OUT";
            case FAILED -> "FAILED";
            default -> "SKIPPED";
        };
    }

    private static String text(Long id) {
        return id == null ? null : id.toString();
    }
}
