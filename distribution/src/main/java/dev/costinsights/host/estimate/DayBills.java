package dev.costinsights.host.estimate;

import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.WarehouseVersion;
import dev.costinsights.host.facts.FactListener;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Listens while days of the ledger are computed, and notes of each what its bill says of work: that is what estimates learn
 * from, and what replaces them. One thread.
 */
public final class DayBills implements FactListener, LedgerSink {

    private final NotedBills bills;
    private final KeptEstimates estimates;
    private RateBook rates;
    private LocalDate date;
    private BilledWorks works = new BilledWorks();
    private Set<KeptEstimates.Key> estimated = Set.of();
    private Map<KeptEstimates.Key, Bill> statements = new HashMap<>();

    public DayBills(NotedBills bills, KeptEstimates estimates) {
        this.bills = bills;
        this.estimates = estimates;
    }

    /** A day's facts and ledger follow. */
    public void begin(LocalDate day) throws SQLException {
        date = day;
        works = new BilledWorks();
        statements = new HashMap<>();
        // A record of the day may be of a statement that began the day before.
        estimated = estimates.statements(TimeSpan.of(
                day.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    /** The day's facts and ledger were all of it. */
    public void note() throws SQLException {
        List<WorkOfDay> found =
                works.days().stream().filter(work -> work.date().equals(date)).toList();
        bills.note(
                date,
                found,
                statements.entrySet().stream()
                        .map(bill -> new BilledStatement(
                                bill.getKey().workspaceId(), bill.getKey().executionId(), bill.getValue()))
                        .filter(Fit::fits)
                        .toList());
        Set<String> skus = new HashSet<>();
        found.forEach(work -> skus.add(work.billing().skuName()));
        rates = (rates == null ? bills.rates() : rates).with(works.prices(), works.warehouses(), skus);
        works = new BilledWorks();
    }

    /**
     * No further day follows.
     *
     * @param dates days that have a bill now
     */
    public void finish(Set<LocalDate> dates) throws SQLException {
        if (rates != null) {
            bills.finish(dates, rates);
        }
    }

    @Override
    public void row(LedgerRow row) {
        works.row(row);
        boolean isCost = row.category() == Category.DIRECT || row.category() == Category.ALLOCATED;
        if (isCost && row.executionType() == ExecutionType.STATEMENT && !estimated.isEmpty()) {
            String workspace = row.charge().origin().workspaceId();
            KeptEstimates.Key key = new KeptEstimates.Key(ExecutionType.STATEMENT, workspace, row.executionId());
            if (estimated.contains(key)
                    || estimated.contains(new KeptEstimates.Key(ExecutionType.STATEMENT, "", row.executionId()))) {
                statements.merge(
                        key,
                        new Bill(
                                row.quantity().toDecimal(Charge.QUANTITY_SCALE),
                                row.listCost().toDecimal(Charge.COST_SCALE)),
                        Bill::plus);
            }
        }
    }

    @Override
    public void price(Price price) {
        works.price(price);
    }

    @Override
    public void statement(Statement statement) {
        works.statement(statement);
    }

    @Override
    public void warehouse(WarehouseVersion version) {
        works.warehouse(version);
    }

    @Override
    public void cluster(ClusterVersion version) {
        works.cluster(version);
    }

    @Override
    public void taskRun(TaskRunSlice slice) {
        works.taskRun(slice);
    }

    @Override
    public void jobRun(JobRunSlice slice) {
        works.jobRun(slice);
    }

    @Override
    public void pipelineUpdate(PipelineUpdateSlice slice) {
        works.pipelineUpdate(slice);
    }
}
