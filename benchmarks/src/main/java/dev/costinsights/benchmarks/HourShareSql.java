package dev.costinsights.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The baseline: the published hour-utilisation split in plain DuckDB SQL with exact 128-bit integers, from Parquet to
 * Parquet. It knows whole clock hours, the list price and four output columns; no evidence, no identity, no idle kinds,
 * no corrections beyond a sum, no other product than warehouses.
 */
public final class HourShareSql {

    private static final String SQL = """
            COPY (
            WITH priced AS (
              SELECT u.workspace_id, u.usage_metadata.warehouse_id AS warehouse_id,
                     epoch_ms(u.usage_start_time) // 3600000 AS h,
                     CAST(ROUND(CAST(u.usage_quantity AS DECIMAL(23,12))
                       * CAST(COALESCE(p.pricing.effective_list."default", p.pricing."default") AS DECIMAL(14,10)), 9)
                       * 1000000000 AS HUGEINT) AS nano
              FROM read_parquet('%1$s/billing/usage.parquet') u
              JOIN read_parquet('%1$s/billing/list_prices.parquet') p
                ON p.cloud = u.cloud AND p.sku_name = u.sku_name AND p.usage_unit = u.usage_unit
               AND p.price_start_time <= u.usage_start_time
               AND (p.price_end_time IS NULL OR u.usage_start_time < p.price_end_time)
              WHERE u.billing_origin_product = 'SQL' AND u.usage_metadata.warehouse_id IS NOT NULL
                AND ABS(u.usage_quantity) < 1000000),
            cost AS (SELECT workspace_id, warehouse_id, h, SUM(nano) AS c FROM priced GROUP BY ALL),
            statements AS (
              SELECT statement_id, workspace_id, compute.warehouse_id AS warehouse_id,
                     epoch_ms(start_time) + COALESCE(waiting_at_capacity_duration_ms, 0)
                       + COALESCE(waiting_for_compute_duration_ms, 0) AS s,
                     epoch_ms(end_time) + COALESCE(result_fetch_duration_ms, 0) AS e,
                     COALESCE(total_task_duration_ms, 0) + COALESCE(compilation_duration_ms, 0)
                       + COALESCE(result_fetch_duration_ms, 0) AS task
              FROM read_parquet('%1$s/query/history.parquet')
              WHERE compute.warehouse_id IS NOT NULL),
            pieces AS (
              SELECT statement_id, workspace_id, warehouse_id, h,
                     greatest(s, h * 3600000) AS ps, least(e, (h + 1) * 3600000) AS pe,
                     greatest(1, task * (least(e, (h + 1) * 3600000) - greatest(s, h * 3600000)) // greatest(e - s, 1)) AS weight
              FROM (SELECT *, unnest(range(s // 3600000, greatest(e - 1, s) // 3600000 + 1)) AS h FROM statements)),
            islands AS (
              SELECT workspace_id, warehouse_id, h, ps, pe,
                     MAX(pe) OVER (PARTITION BY workspace_id, warehouse_id, h ORDER BY ps, pe
                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
              FROM pieces),
            busy AS (
              SELECT workspace_id, warehouse_id, h,
                     SUM(greatest(0, pe - greatest(ps, COALESCE(before, ps)))) AS ms
              FROM islands GROUP BY ALL),
            active AS (
              SELECT c.workspace_id, c.warehouse_id, c.h, CAST(c.c * b.ms // 3600000 AS HUGEINT) AS a
              FROM cost c JOIN busy b USING (workspace_id, warehouse_id, h)),
            weighed AS (
              SELECT p.statement_id, p.warehouse_id, p.h, a.a, p.weight, p.ps, p.pe, p.workspace_id,
                     SUM(p.weight) OVER (PARTITION BY p.workspace_id, p.warehouse_id, p.h) AS total
              FROM pieces p JOIN active a USING (workspace_id, warehouse_id, h)),
            based AS (
              SELECT *, a * weight // total AS base, a * weight %% total AS remainder FROM weighed),
            ranked AS (
              SELECT *, a - SUM(base) OVER (PARTITION BY workspace_id, warehouse_id, h) AS left_over,
                     ROW_NUMBER() OVER (PARTITION BY workspace_id, warehouse_id, h
                       ORDER BY remainder DESC, ps, pe, statement_id) AS rank
              FROM based)
            SELECT statement_id, warehouse_id, h, CAST(base + CASE WHEN rank <= left_over THEN 1 ELSE 0 END AS BIGINT) AS nano
            FROM ranked) TO '%2$s' (FORMAT parquet, COMPRESSION zstd)
            """;

    private HourShareSql() {}

    /** Arguments: the folder of exported tables, the file to write. */
    public static void main(String[] args) throws SQLException, java.io.IOException {
        Path out = Path.of(args[1]);
        Files.createDirectories(out.toAbsolutePath().getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET temp_directory = '" + out.toAbsolutePath().getParent() + "/spill'");
            statement.execute(SQL.formatted(args[0], out));
        }
    }
}
