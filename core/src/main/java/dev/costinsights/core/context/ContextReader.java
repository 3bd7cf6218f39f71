package dev.costinsights.core.context;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the context that an execution shows, in all dialects at once, and lays together what they say (method, section 8).
 *
 * <p>What disagrees is not decided here: the reading then names the candidates instead of a context. The first to know a
 * part is believed, in this order: the dialects as given, Dagster's older forms, the run's name, the readers of plugins,
 * dbt. Depends on nothing but the view; safe for many threads as far as the readers of plugins are.
 */
public final class ContextReader {

    private static final Logger LOG = LoggerFactory.getLogger(ContextReader.class);

    private final List<TagDialect> dialects;
    private final List<PluginReader> more;

    /**
     * @param more readers of carriers that the dialects do not cover; one that throws has found nothing, and the first
     *     time is logged, under the name that its {@code toString} gives it
     */
    public ContextReader(List<TagDialect> dialects, List<Function<TagView, Optional<AttributionContext>>> more) {
        this.dialects = List.copyOf(dialects);
        this.more = more.stream().map(PluginReader::new).toList();
    }

    /** For the dialects that everybody reads. */
    public static ContextReader standard() {
        return new ContextReader(List.of(TagDialect.DAGSTER, TagDialect.NEUTRAL), List.of());
    }

    /** What the view says; {@link Reading#NOTHING} when it says nothing. Never throws. */
    public Reading read(TagView view) {
        boolean hasComment = view.comment() != null && !view.comment().isEmpty();
        if (view.tags().isEmpty() && view.parameters().isEmpty() && !hasComment && view.runName() == null) {
            return Reading.NOTHING;
        }
        Merge merge = new Merge();
        readTags(view.tags(), merge);
        readTags(view.parameters(), merge);
        if (hasComment) {
            readComment(view.comment(), merge);
        }
        String named = view.runName() == null ? null : RunName.opaqueId(view.runName());
        if (named != null) {
            merge.add(AttributionContext.builder().opaqueId(named).build());
        }
        more.forEach(reader -> merge.add(reader.read(view)));
        // Last, because it names itself as orchestrator, and its run, only where nobody else does.
        if (hasComment) {
            merge.addBehind(Dbt.inComment(view.comment()));
        }
        merge.addBehind(Dbt.inTags(view.tags()));
        merge.addBehind(Dbt.inTags(view.parameters()));
        return merge.reading();
    }

    private void readTags(Map<String, String> tags, Merge merge) {
        if (!tags.isEmpty()) {
            dialects.forEach(dialect -> merge.add(dialect.read(tags)));
            DagsterIds.inKeys(tags).forEach(merge::add);
        }
    }

    private void readComment(String comment, Merge merge) {
        dialects.forEach(dialect -> readComment(comment, dialect, merge));
        DagsterIds.inComment(comment).forEach(merge::add);
    }

    /** The first value of each key makes a context; further ids and jobs stand alone to disagree. */
    private static void readComment(String comment, TagDialect dialect, Merge merge) {
        Map<String, String> first = new HashMap<>();
        for (String key : dialect.keys()) {
            CommentValues.of(comment, key).forEach(value -> first.putIfAbsent(key, value));
        }
        merge.add(dialect.read(first));
        if (first.containsKey(dialect.opaqueIdKey())) {
            for (String id : CommentValues.of(comment, dialect.opaqueIdKey())) {
                merge.add(AttributionContext.builder().opaqueId(id).build());
            }
        }
        if (first.containsKey(dialect.jobKey())) {
            for (String job : CommentValues.of(comment, dialect.jobKey())) {
                merge.add(AttributionContext.builder().job(job).build());
            }
        }
    }

    private static final class PluginReader {
        private final Function<TagView, Optional<AttributionContext>> reader;
        private final AtomicBoolean failed = new AtomicBoolean();

        PluginReader(Function<TagView, Optional<AttributionContext>> reader) {
            this.reader = reader;
        }

        AttributionContext read(TagView view) {
            try {
                return reader.apply(view).orElse(AttributionContext.EMPTY);
            } catch (Throwable e) {
                // A stack that overflowed is as good as ever here; what else the JVM itself throws is not the reader's.
                if ((e instanceof VirtualMachineError && !(e instanceof StackOverflowError))
                        || e instanceof ThreadDeath) {
                    throw (Error) e;
                }
                if (failed.compareAndSet(false, true)) {
                    LOG.warn("{} could not read a context, which counts as none found; this is said once", reader, e);
                }
                return AttributionContext.EMPTY;
            }
        }
    }
}
