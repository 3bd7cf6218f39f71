package dev.costinsights.plugin.jobs.launch;

import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.RepairRun;
import com.databricks.sdk.service.jobs.ResetJob;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitTask;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.UpdateJob;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.ObjectTags;
import dev.costinsights.core.context.RunName;
import dev.costinsights.core.context.TagDialect;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The caller's requests with one context in them. His own objects are never changed, for another thread may use them; a
 * request to which nothing is added is given back as it is.
 */
final class TaggedRequests {

    private static final Set<Class<?>> KNOWN =
            Set.of(CreateJob.class, UpdateJob.class, ResetJob.class, SubmitRun.class, RunNow.class, RepairRun.class);

    private final Channels channels;
    private final AttributionContext context;
    private final TagDialect dialect;
    private final Consumer<String> undone;

    /** Null until a request has a place for them: of tags that nobody would write, none is too long. */
    private Map<String, String> tags;

    TaggedRequests(Channels channels, AttributionContext context, TagDialect dialect, Consumer<String> undone) {
        this.channels = channels;
        this.context = context;
        this.dialect = dialect;
        this.undone = undone;
    }

    private Map<String, String> tags() {
        if (tags == null) {
            tags = channels.tags() ? ObjectTags.of(context, dialect, undone) : Map.of();
        }
        return tags;
    }

    private TaggedClusters clusters() {
        return new TaggedClusters(tags(), undone);
    }

    /** Whether the request makes, changes or runs a job. */
    static boolean areOf(Object request) {
        return KNOWN.stream().anyMatch(type -> type.isInstance(request));
    }

    Object of(Object request) throws ReflectiveOperationException {
        if (!KNOWN.contains(request.getClass())) {
            undone.accept("a request of the caller's own class is not tagged");
            return request;
        }
        if (request instanceof CreateJob create) {
            return create(create);
        }
        if (request instanceof UpdateJob update) {
            JobSettings settings = update.getNewSettings();
            // What an update names it replaces as a whole: tags where the caller has none would remove the job's.
            JobSettings tagged = settings == null ? null : settings(settings, settings.getTags() != null);
            return tagged == settings ? update : Copy.of(update).setNewSettings(tagged);
        }
        if (request instanceof ResetJob reset) {
            JobSettings settings = reset.getNewSettings();
            JobSettings tagged = settings == null ? null : settings(settings, true);
            return tagged == settings ? reset : Copy.of(reset).setNewSettings(tagged);
        }
        if (request instanceof SubmitRun submit) {
            return submit(submit);
        }
        return request instanceof RunNow run ? runNow(run) : repair((RepairRun) request);
    }

    private CreateJob create(CreateJob job) throws ReflectiveOperationException {
        Map<String, String> all = jobTags(job.getTags());
        Collection<JobCluster> jobClusters = clusters().jobClusters(job.getJobClusters());
        Collection<Task> tasks = clusters().tasks(job.getTasks());
        return all == job.getTags() && jobClusters == job.getJobClusters() && tasks == job.getTasks()
                ? job
                : Copy.of(job).setTags(all).setJobClusters(jobClusters).setTasks(tasks);
    }

    private JobSettings settings(JobSettings job, boolean withTags) throws ReflectiveOperationException {
        Map<String, String> all = withTags ? jobTags(job.getTags()) : job.getTags();
        if (!withTags && !tags().isEmpty()) {
            undone.accept("tags of a job that is updated without its tags");
        }
        Collection<JobCluster> jobClusters = clusters().jobClusters(job.getJobClusters());
        Collection<Task> tasks = clusters().tasks(job.getTasks());
        return all == job.getTags() && jobClusters == job.getJobClusters() && tasks == job.getTasks()
                ? job
                : Copy.of(job).setTags(all).setJobClusters(jobClusters).setTasks(tasks);
    }

    private Map<String, String> jobTags(Map<String, String> own) {
        return ObjectTags.beside(own, tags(), ObjectTags.MOST_OF_OBJECT, undone);
    }

    private SubmitRun submit(SubmitRun run) throws ReflectiveOperationException {
        Collection<SubmitTask> tasks = clusters().submitTasks(run.getTasks());
        boolean namesId = channels.runName() && context.opaqueId() != null;
        String name = namesId ? RunName.with(run.getRunName(), context.opaqueId()) : run.getRunName();
        String token = token(run.getIdempotencyToken());
        if (tasks == run.getTasks() && name == run.getRunName() && token == run.getIdempotencyToken()) {
            return run;
        }
        return Copy.of(run).setTasks(tasks).setRunName(name).setIdempotencyToken(token);
    }

    private RunNow runNow(RunNow run) throws ReflectiveOperationException {
        Map<String, String> parameters = parameters(
                run.getJobParameters(),
                run.getDbtCommands(),
                run.getJarParams(),
                run.getNotebookParams(),
                run.getPythonNamedParams(),
                run.getPythonParams(),
                run.getSparkSubmitParams(),
                run.getSqlParams());
        String token = token(run.getIdempotencyToken());
        return parameters == run.getJobParameters() && token == run.getIdempotencyToken()
                ? run
                : Copy.of(run).setJobParameters(parameters).setIdempotencyToken(token);
    }

    private RepairRun repair(RepairRun run) throws ReflectiveOperationException {
        Map<String, String> parameters = parameters(
                run.getJobParameters(),
                run.getDbtCommands(),
                run.getJarParams(),
                run.getNotebookParams(),
                run.getPythonNamedParams(),
                run.getPythonParams(),
                run.getSparkSubmitParams(),
                run.getSqlParams());
        return parameters == run.getJobParameters() ? run : Copy.of(run).setJobParameters(parameters);
    }

    /** @param others parameters of the older kinds, which the API does not take together with job parameters */
    private Map<String, String> parameters(Map<String, String> own, Object... others) {
        if (!channels.jobParameters()) {
            return own;
        }
        if (Stream.of(others).anyMatch(other -> other != null)) {
            undone.accept("job parameters beside parameters of the older kinds");
            return own;
        }
        Map<String, String> all = own == null ? new LinkedHashMap<>() : new LinkedHashMap<>(own);
        int before = all.size();
        dialect.write(context).forEach(all::putIfAbsent);
        return all.size() == before ? own : all;
    }

    /** A new one each time: one that comes twice, such as the opaque id, would give the caller the earlier run back. */
    private String token(String own) {
        boolean isEmpty = own == null || own.isEmpty();
        return channels.idempotencyToken() && isEmpty ? UUID.randomUUID().toString() : own;
    }
}
