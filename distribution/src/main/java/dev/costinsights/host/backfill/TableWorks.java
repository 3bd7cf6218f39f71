package dev.costinsights.host.backfill;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what there is to read: every table once, and the bill among them. */
final class TableWorks {

    private TableWorks() {}

    /** @throws CostInsightsException when two sources bring a table, or none brings a bill that can be read */
    static List<TableWork> of(List<TableSource> sources) throws InterruptedException {
        List<TableWork> works = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TableSource source : sources) {
            for (SourceTable table : source.tables()) {
                if (!names.add(table.qualifiedName() + ' ' + table.region())) {
                    throw new CostInsightsException(
                            ErrorCode.CONFIGURATION,
                            "two table sources bring " + table.qualifiedName()
                                    + (table.region().isEmpty() ? "" : " of " + table.region())
                                    + ", the second is " + source.name() + "; switch one of them off");
                }
                works.add(new TableWork(source, table));
            }
        }
        refuseWithoutBill(works);
        return works;
    }

    /** Without the bill there is nothing to explain, so the reason why it cannot be read is the run's. */
    private static void refuseWithoutBill(List<TableWork> works) {
        List<TableWork> bills = works.stream()
                .filter(work -> work.table().qualifiedName().equals(SystemTable.BILLING_USAGE.qualifiedName()))
                .toList();
        if (bills.isEmpty()) {
            throw new CostInsightsException(
                    ErrorCode.NOT_FOUND,
                    "no table source brings billing.usage, the bill; cost-insights doctor says what can be read");
        }
        if (bills.stream().allMatch(work -> work.problem() != null)) {
            throw bills.get(0).problem();
        }
    }
}
