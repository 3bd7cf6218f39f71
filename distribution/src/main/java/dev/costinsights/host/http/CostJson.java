package dev.costinsights.host.http;

import dev.costinsights.host.costs.CostQuery;
import dev.costinsights.host.costs.CostReport;
import dev.costinsights.host.costs.Days;
import dev.costinsights.host.costs.Explanation;
import dev.costinsights.host.run.LedgerAnswers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Costs and explanations as JSON. Amounts are texts: a reader's floating point would change them. */
final class CostJson {

    private CostJson() {}

    static Map<String, Object> costs(LedgerAnswers.Answer<CostReport> answer) {
        CostReport report = answer.value();
        CostQuery query = report.query();
        Map<String, Object> members = about(answer);
        query.before().ifPresent(before -> members.put("before", days(before)));
        members.put("price", query.price().name());
        members.put(
                "by", query.by().stream().map(dimension -> dimension.column()).toList());
        if (query.step() != null) {
            members.put("periods", texts(report.periods()));
        }
        members.put(
                "rows", report.lines().stream().map(line -> line(line, query)).toList());
        members.put("sums", report.sums().stream().map(CostJson::sum).toList());
        members.put(
                "unpriced", report.unpriced().stream().map(CostJson::unpriced).toList());
        return members;
    }

    static Map<String, Object> explanation(LedgerAnswers.Answer<Explanation> answer) {
        Explanation explanation = answer.value();
        Map<String, Object> members = about(answer);
        members.put("id", explanation.id());
        members.put("found_in", explanation.column().orElseThrow());
        members.put("sums", explanation.sums().stream().map(CostJson::sum).toList());
        members.put(
                "charges", explanation.charges().stream().map(CostJson::charge).toList());
        members.put("rows", explanation.rows().stream().map(CostJson::row).toList());
        return members;
    }

    private static Map<String, Object> about(LedgerAnswers.Answer<?> answer) {
        Map<String, Object> members = days(answer.days());
        members.put("ledger", days(answer.known()));
        answer.completeThrough().ifPresent(day -> members.put("complete_through", day.toString()));
        members.put("not_readable", new TreeMap<>(answer.gaps()));
        members.put("outdated", texts(answer.outdated()));
        return members;
    }

    private static Map<String, Object> days(Days days) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("start", days.first().toString());
        members.put("end", days.end().toString());
        return members;
    }

    private static List<String> texts(List<LocalDate> days) {
        return days.stream().map(LocalDate::toString).toList();
    }

    private static Map<String, Object> line(CostReport.Line line, CostQuery query) {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (int i = 0; i < line.keys().size(); i++) {
            keys.put(query.by().get(i).column(), line.keys().get(i));
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("currency", line.currency());
        members.put("keys", keys);
        members.put("cost", line.cost().toPlainString());
        line.before().ifPresent(before -> members.put("before", before.toPlainString()));
        members.put("idle_cost", line.idleCost().toPlainString());
        members.put("runs", line.runs());
        costs(members, line.costs());
        return members;
    }

    private static Map<String, Object> sum(CostReport.Sum sum) {
        Map<String, Object> categories = new TreeMap<>();
        sum.categories().forEach((category, cost) -> categories.put(category, cost.toPlainString()));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("currency", sum.currency());
        members.put("groups", sum.groups());
        members.put("cost", sum.cost().toPlainString());
        sum.before().ifPresent(before -> members.put("before", before.toPlainString()));
        members.put("idle_cost", sum.idleCost().toPlainString());
        members.put("categories", categories);
        costs(members, sum.costs());
        return members;
    }

    private static void costs(Map<String, Object> members, List<BigDecimal> costs) {
        if (!costs.isEmpty()) {
            members.put("costs", costs.stream().map(BigDecimal::toPlainString).toList());
        }
    }

    private static Map<String, Object> unpriced(CostReport.Unpriced unpriced) {
        return Map.of(
                "sku_name",
                unpriced.skuName(),
                "usage_unit",
                unpriced.unit(),
                "quantity",
                unpriced.quantity().toPlainString());
    }

    private static Map<String, Object> sum(Explanation.Sum sum) {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, "currency", sum.currency());
        put(members, "list_cost", sum.listCost());
        put(members, "effective_cost", sum.effectiveCost());
        members.put("ledger_rows", sum.rows());
        members.put("charges", sum.charges());
        return members;
    }

    private static Map<String, Object> charge(Explanation.Charge charge) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("usage_record_id", charge.usageRecordId());
        members.put("part", charge.part());
        members.put("record_type", charge.recordType());
        members.put("charge_start", charge.start().toString());
        members.put("charge_end", charge.end().toString());
        put(members, "workspace_id", charge.workspaceId());
        put(members, "product", charge.product());
        put(members, "sku_name", charge.skuName());
        members.put("resource_type", charge.resourceType());
        put(members, "resource_id", charge.resourceId());
        members.put("quantity", charge.quantity().toPlainString());
        put(members, "usage_unit", charge.unit());
        put(members, "currency", charge.currency());
        put(members, "list_cost", charge.listCost());
        put(members, "effective_cost", charge.effectiveCost());
        members.put("price_source", charge.priceSource());
        members.put("status", charge.status());
        members.put("ledger_rows", charge.rows());
        return members;
    }

    private static Map<String, Object> row(Explanation.Row row) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("usage_record_id", row.usageRecordId());
        members.put("part", row.part());
        members.put("category", row.category());
        put(members, "detail", row.detail());
        put(members, "execution_type", row.executionType());
        put(members, "execution_id", row.executionId());
        put(members, "job_id", row.jobId());
        put(members, "job_run_id", row.jobRunId());
        put(members, "task_key", row.taskKey());
        put(members, "principal", row.principal());
        put(members, "orchestrator", row.orchestrator());
        put(members, "orchestrator_job", row.orchestratorJob());
        put(members, "orchestrator_run", row.orchestratorRun());
        put(members, "asset", row.asset());
        members.put("amount_basis", row.amountBasis());
        members.put("identity_basis", row.identityBasis());
        members.put("quantity", row.quantity().toPlainString());
        put(members, "currency", row.currency());
        put(members, "list_cost", row.listCost());
        put(members, "effective_cost", row.effectiveCost());
        members.put("idle_cost", row.idleCost().toPlainString());
        put(members, "flags", row.flags());
        return members;
    }

    private static void put(Map<String, Object> members, String name, String value) {
        if (!value.isEmpty()) {
            members.put(name, value);
        }
    }

    private static void put(Map<String, Object> members, String name, Optional<BigDecimal> value) {
        value.ifPresent(number -> members.put(name, number.toPlainString()));
    }
}
