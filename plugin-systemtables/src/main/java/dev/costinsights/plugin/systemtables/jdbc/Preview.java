package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.SourceTable.Slicing;
import java.util.List;
import java.util.Set;

/**
 * A table that an account may have, may have and find empty, or may not have; each is an answer.
 *
 * @param table which
 * @param where which rows are counted
 * @param filled what it means that there are rows
 * @param missing what it means that there are none
 */
record Preview(KnownTable table, String where, String filled, String missing) {

    static final List<Preview> ALL = List.of(
            new Preview(
                    table("account_prices"),
                    "",
                    "effective cost is by them where no contract price is given",
                    "effective cost is by contract prices and discounts that are given, else by list prices"),
            new Preview(
                    table("attributed_usage"),
                    " WHERE usage_date >= DATE '{since}'",
                    "warehouses are split as Databricks splits them where they speak of a record (PROVIDER_SPLIT)",
                    "warehouses are split by the statements' own work and time"),
            new Preview(
                    table("cloud_infra_cost"),
                    " WHERE usage_date >= DATE '{since}'",
                    "they are not read: the ledger is Databricks' bill, without the cloud's machines and disks",
                    "what the cloud bills for machines and disks is in no system table and not in the ledger"));

    String subject() {
        return "probe." + table.name();
    }

    String sql() {
        return "SELECT CAST(count(*) AS STRING) FROM " + table.sqlName() + where;
    }

    private static KnownTable table(String name) {
        return new KnownTable(
                "billing", name, KnownTable.Reach.GLOBAL, Slicing.WHOLE, null, KnownTable.DayType.NONE, Set.of());
    }
}
