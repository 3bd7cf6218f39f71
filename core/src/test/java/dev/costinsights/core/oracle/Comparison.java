package dev.costinsights.core.oracle;

import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.WorkContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every difference between the engine's ledger and the oracle's. */
final class Comparison {

    private final List<String> differences = new ArrayList<>();

    private Comparison() {}

    static List<String> of(List<OracleRow> expected, List<LedgerRow> actual) {
        Comparison comparison = new Comparison();
        Map<List<Object>, OracleRow> wanted = byTarget(expected, Comparison::target);
        Map<List<Object>, LedgerRow> found = byTarget(actual, Comparison::target);
        if (wanted.size() < expected.size() || found.size() < actual.size()) {
            comparison.differences.add("two rows of one charge have the same target");
        }
        wanted.forEach((target, row) -> {
            if (found.containsKey(target)) {
                comparison.compare(target, row, found.get(target));
            } else {
                comparison.differences.add(target + ": no such row");
            }
        });
        found.keySet().stream()
                .filter(target -> !wanted.containsKey(target))
                .forEach(target -> comparison.differences.add(target + ": nobody asked for this row"));
        if (comparison.differences.isEmpty()) {
            comparison.compareOrder(wanted.keySet(), found.keySet());
        }
        comparison.compareSums(expected, actual);
        return comparison.differences;
    }

    private static <T> Map<List<Object>, T> byTarget(List<T> rows, Function<T, List<Object>> target) {
        Map<List<Object>, T> map = new LinkedHashMap<>();
        rows.forEach(row -> map.put(target.apply(row), row));
        return map;
    }

    private static List<Object> target(OracleRow row) {
        OracleShare share = row.share();
        return parts(
                row.charge().record().origin().accountId(),
                row.charge().record().recordId(),
                row.charge().part(),
                share.category(),
                share.detail(),
                share.type(),
                share.executionId());
    }

    private static List<Object> target(LedgerRow row) {
        return parts(
                row.charge().origin().accountId(),
                row.charge().usageRecordId(),
                row.charge().part(),
                row.category(),
                row.detail(),
                row.executionType(),
                row.executionId());
    }

    private static List<Object> parts(Object... parts) {
        List<Object> list = new ArrayList<>();
        for (Object part : parts) {
            list.add(part == null ? "-" : part);
        }
        return list;
    }

    private void compare(List<Object> target, OracleRow wanted, LedgerRow found) {
        OracleCharge charge = wanted.charge();
        same(target, "span", charge.span(), found.charge().span());
        same(target, "origin", charge.record().origin(), found.charge().origin());
        if (wanted.resource() != null) {
            same(target, "resource", wanted.resource(), found.charge().resource());
        }
        same(target, "status", wanted.status(), found.charge().status());
        same(target, "currency", charge.currency(), found.charge().currency());
        same(target, "price source", charge.source(), found.charge().priceSource());
        same(target, "charge's flags", charge.flags(), found.charge().flags());
        same(
                target,
                "charge's quantity",
                charge.quantity(),
                found.charge().quantity().toBigInteger());
        same(
                target,
                "charge's list cost",
                charge.listCost(),
                found.charge().listCost().toBigInteger());
        same(
                target,
                "charge's effective cost",
                charge.effectiveCost(),
                found.charge().effectiveCost().toBigInteger());
        same(target, "amount basis", wanted.share().basis(), found.amountBasis());
        same(
                target,
                "work context",
                said(wanted.share().type(), wanted.context()),
                said(wanted.share().type(), found.context()));
        if (wanted.share().category() != Category.UNPRICED || wanted.share().type() != null) {
            same(target, "flags", flags(wanted), found.flags());
            compareIdentity(target, wanted.identity(), found.identity());
        }
        near(target, "quantity", wanted.quantity(), found.quantity(), wanted);
        near(target, "list cost", wanted.listCost(), found.listCost(), wanted);
        near(target, "effective cost", wanted.effectiveCost(), found.effectiveCost(), wanted);
    }

    /** The part of a context that the method speaks of; what else a record names may stand around it. */
    private static List<Object> said(ExecutionType type, WorkContext context) {
        if (type == null) {
            return parts(context.principal());
        }
        return switch (type) {
            case STATEMENT -> parts(context);
            case JOB, JOB_RUN, JOB_TASK_RUN ->
                parts(context.jobId(), context.jobRunId(), context.taskKey(), context.bundle(), context.principal());
            case PIPELINE, PIPELINE_UPDATE, PIPELINE_MAINTENANCE ->
                parts(context.pipelineId(), context.updateId(), context.principal());
            case NOTEBOOK -> parts(context.notebookId(), context.principal());
            case ENDPOINT,
                    APP,
                    DATABASE,
                    AGENT,
                    GENIE,
                    CLEAN_ROOM,
                    TRAINING_RUN,
                    AI_RUNTIME_WORKLOAD,
                    SHARE,
                    WAREHOUSE,
                    CLUSTER,
                    BUNDLE_DEPLOYMENT -> parts(context.principal());
        };
    }

    /** Within each charge: where a charge stands depends on its resource, which the method does not always say. */
    private void compareOrder(Set<List<Object>> wanted, Set<List<Object>> found) {
        Function<List<Object>, List<Object>> charge = target -> target.subList(0, 3);
        Map<List<Object>, List<List<Object>>> wantedRows = wanted.stream().collect(Collectors.groupingBy(charge));
        Map<List<Object>, List<List<Object>>> foundRows = found.stream().collect(Collectors.groupingBy(charge));
        wantedRows.forEach((key, rows) -> same(key, "order of rows", rows, foundRows.get(key)));
    }

    private void compareIdentity(List<Object> target, Identity wanted, Identity found) {
        same(target, "identity basis", wanted.basis(), found.basis());
        same(target, "identity", wanted.context(), found.context());
        same(
                target,
                "candidates",
                List.copyOf(new TreeSet<>(wanted.candidates())),
                found.candidates().stream().sorted().toList());
    }

    private static Set<Flag> flags(OracleRow row) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        flags.addAll(row.share().flags());
        if (row.identity().isAmbiguous()) {
            flags.add(Flag.AMBIGUOUS_IDENTITY);
        }
        return flags;
    }

    private void same(List<Object> target, String what, Object wanted, Object found) {
        if (!Objects.equals(wanted, found)) {
            differences.add(target + ": " + what + " is " + found + " instead of " + wanted);
        }
    }

    private void near(List<Object> target, String what, Fraction wanted, Int128 found, OracleRow row) {
        Fraction distance =
                wanted.minus(Fraction.of(found.toBigInteger(), BigInteger.ONE)).abs();
        if (distance.compareTo(row.tolerance()) > 0) {
            differences.add(target + ": " + what + " is " + found + " instead of " + wanted + " within "
                    + row.share().splits());
        }
    }

    /** What the rows of a charge add up to is the charge, exactly. */
    private void compareSums(List<OracleRow> expected, List<LedgerRow> actual) {
        for (OracleCharge charge :
                expected.stream().map(OracleRow::charge).distinct().toList()) {
            List<LedgerRow> rows = actual.stream()
                    .filter(row ->
                            row.charge().usageRecordId().equals(charge.record().recordId()))
                    .filter(row -> row.charge()
                            .origin()
                            .accountId()
                            .equals(charge.record().origin().accountId()))
                    .filter(row -> row.charge().part() == charge.part())
                    .toList();
            List<Object> target = parts(charge.record().recordId(), charge.part());
            same(target, "sum of quantities", charge.quantity(), sum(rows, LedgerRow::quantity));
            same(target, "sum of list costs", charge.listCost(), sum(rows, LedgerRow::listCost));
            same(target, "sum of effective costs", charge.effectiveCost(), sum(rows, LedgerRow::effectiveCost));
        }
    }

    static BigInteger sum(List<LedgerRow> rows, Function<LedgerRow, Int128> measure) {
        return rows.stream().map(row -> measure.apply(row).toBigInteger()).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
