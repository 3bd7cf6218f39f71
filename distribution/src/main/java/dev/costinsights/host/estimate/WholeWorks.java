package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.BilledWork;
import dev.costinsights.core.estimation.EndedWork;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts together what the bills of several days say of work. */
public final class WholeWorks {

    private record Key(EstimationKind kind, String workspaceId, String workId) {}

    private WholeWorks() {}

    /**
     * Work that is over, and was billed on none but the days that are known.
     *
     * @param dates the days that are known
     */
    public static List<BilledWork> of(Collection<WorkOfDay> works, Set<LocalDate> dates) {
        Map<Key, WorkOfDay> whole = new HashMap<>();
        works.stream()
                .sorted(Comparator.comparing(WorkOfDay::date))
                .forEach(work ->
                        whole.merge(new Key(work.kind(), work.workspaceId(), work.workId()), work, WholeWorks::both));
        return whole.values().stream()
                .map(work -> billed(work, dates))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The later day's facts know more; another SKU's quantity has another price. */
    private static WorkOfDay both(WorkOfDay first, WorkOfDay last) {
        boolean isSame = first.billing().skuName().equals(last.billing().skuName());
        return new WorkOfDay(
                last.date(),
                last.kind(),
                last.workspaceId(),
                last.workId(),
                last.objectId(),
                new TimeSpan(
                        Math.min(first.span().startMicros(), last.span().startMicros()),
                        Math.max(first.span().endMicros(), last.span().endMicros())),
                Math.max(first.activeMicros(), last.activeMicros()),
                first.isOver() || last.isOver(),
                last.compute(),
                first.billing(),
                isSame ? first.quantity().add(last.quantity()) : first.quantity(),
                first.listCost().add(last.listCost()));
    }

    private static Optional<BilledWork> billed(WorkOfDay work, Set<LocalDate> dates) {
        TimeSpan span = work.span();
        boolean known = day(span.startMicros())
                .datesUntil(
                        day(Math.max(span.startMicros(), span.endMicros() - 1)).plusDays(1))
                .allMatch(dates::contains);
        if (!work.isOver() || !known || work.quantity().signum() <= 0) {
            return Optional.empty();
        }
        ExecutionType type =
                switch (work.kind()) {
                    case JOB -> ExecutionType.JOB_RUN;
                    case PIPELINE -> ExecutionType.PIPELINE_UPDATE;
                    case WAREHOUSE -> ExecutionType.WAREHOUSE;
                };
        EndedWork ended = new EndedWork(
                work.kind(),
                work.workspaceId(),
                work.objectId(),
                type,
                work.workId(),
                new TimeSpan(span.startMicros(), span.startMicros() + work.activeMicros()),
                work.compute(),
                work.billing());
        return Optional.of(new BilledWork(ended, span.endMicros(), work.quantity()));
    }

    private static LocalDate day(long micros) {
        return LocalDate.ofInstant(TimeSpan.instant(micros), ZoneOffset.UTC);
    }
}
