package dev.costinsights.plugin.jobs.launch;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.jobs.ForEachTask;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.SubmitTask;
import com.databricks.sdk.service.jobs.Task;
import dev.costinsights.core.context.ObjectTags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts custom tags on the new clusters of tasks, of the tasks inside for-each tasks, and of a job's shared clusters. What
 * is handed in is never changed; it is given back as it is where there is nothing to add.
 */
final class TaggedClusters {

    private final Map<String, String> tags;
    private final Consumer<String> undone;

    TaggedClusters(Map<String, String> tags, Consumer<String> undone) {
        this.tags = tags;
        this.undone = undone;
    }

    Collection<JobCluster> jobClusters(Collection<JobCluster> clusters) throws ReflectiveOperationException {
        return each(clusters, cluster -> {
            ClusterSpec tagged = cluster(cluster.getNewCluster());
            return tagged == cluster.getNewCluster()
                    ? cluster
                    : Copy.of(cluster).setNewCluster(tagged);
        });
    }

    Collection<Task> tasks(Collection<Task> tasks) throws ReflectiveOperationException {
        return each(tasks, this::task);
    }

    Collection<SubmitTask> submitTasks(Collection<SubmitTask> tasks) throws ReflectiveOperationException {
        return each(tasks, task -> {
            ClusterSpec cluster = cluster(task.getNewCluster());
            ForEachTask loop = loop(task.getForEachTask());
            return cluster == task.getNewCluster() && loop == task.getForEachTask()
                    ? task
                    : Copy.of(task).setNewCluster(cluster).setForEachTask(loop);
        });
    }

    private Task task(Task task) throws ReflectiveOperationException {
        ClusterSpec cluster = cluster(task.getNewCluster());
        ForEachTask loop = loop(task.getForEachTask());
        return cluster == task.getNewCluster() && loop == task.getForEachTask()
                ? task
                : Copy.of(task).setNewCluster(cluster).setForEachTask(loop);
    }

    private ForEachTask loop(ForEachTask loop) throws ReflectiveOperationException {
        if (loop == null || loop.getTask() == null) {
            return loop;
        }
        Task tagged = task(loop.getTask());
        return tagged == loop.getTask() ? loop : Copy.of(loop).setTask(tagged);
    }

    private ClusterSpec cluster(ClusterSpec cluster) throws ReflectiveOperationException {
        if (cluster == null) {
            return null;
        }
        Map<String, String> all = ObjectTags.beside(cluster.getCustomTags(), tags, ObjectTags.MOST_OF_CLUSTER, undone);
        return all == cluster.getCustomTags() ? cluster : Copy.of(cluster).setCustomTags(all);
    }

    /** Makes a tagged one of each. */
    private interface Change<T> {
        T apply(T original) throws ReflectiveOperationException;
    }

    private static <T> Collection<T> each(Collection<T> originals, Change<T> change)
            throws ReflectiveOperationException {
        if (originals == null) {
            return null;
        }
        List<T> changed = new ArrayList<>(originals.size());
        boolean isChanged = false;
        for (T original : originals) {
            T tagged = original == null ? null : change.apply(original);
            isChanged |= tagged != original;
            changed.add(tagged);
        }
        return isChanged ? changed : originals;
    }
}
