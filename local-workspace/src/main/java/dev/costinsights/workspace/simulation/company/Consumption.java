package dev.costinsights.workspace.simulation.company;

import dev.costinsights.workspace.company.Sku;
import dev.costinsights.workspace.simulation.Truth;
import dev.costinsights.workspace.simulation.jobs.UsageTruth;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What one execution consumed of one usage record, or what nobody did: a row of {@link TruthTable}. What does not apply is
 * null.
 *
 * @param type STATEMENT, COMMAND, JOB_TASK_RUN, JOB_RUN, PIPELINE_UPDATE, PIPELINE_MAINTENANCE; null for what was idle
 * @param asked the opaque id of who asked
 * @param start of the record, in milliseconds since 1970
 */
public record Consumption(
        String warehouse,
        String cluster,
        String run,
        String pipeline,
        String type,
        String execution,
        String asked,
        String sku,
        long start,
        long end,
        BigDecimal quantity) {
    private static final long HOUR = 3_600_000;
    private static final int MICRO_SCALE = 6;

    /**
     * What a warehouse's record was consumed by; the parts sum to its quantity exactly.
     *
     * @param asked the opaque id of who asked for a statement, by its id
     */
    public static List<Consumption> of(Truth truth, Sku sku, UnaryOperator<String> asked) {
        List<Consumption> parts = new ArrayList<>();
        BigInteger whole = truth.quantity().unscaledValue();
        int scale = truth.quantity().scale();
        long before = 0;
        BigInteger given = BigInteger.ZERO;
        for (Map.Entry<String, Long> one : new TreeMap<>(truth.occupied()).entrySet()) {
            before += one.getValue();
            BigInteger upTo = whole.multiply(BigInteger.valueOf(before)).divide(BigInteger.valueOf(truth.capacity()));
            BigDecimal part = new BigDecimal(upTo.subtract(given), scale);
            add(parts, truth, sku, "STATEMENT", one.getKey(), asked.apply(one.getKey()), part);
            given = upTo;
        }
        add(parts, truth, sku, null, null, null, new BigDecimal(whole.subtract(given), scale));
        return parts;
    }

    /** A part of a record of a cluster or of serverless compute, in millionths of a DBU. */
    public static Consumption of(
            UsageTruth usage,
            String sku,
            String run,
            String pipeline,
            String type,
            String execution,
            String asked,
            long microDbu) {
        return new Consumption(
                null,
                usage.cluster() == null ? null : usage.cluster().id(),
                run,
                pipeline,
                type,
                execution,
                asked,
                sku,
                usage.start(),
                usage.end(),
                BigDecimal.valueOf(microDbu, MICRO_SCALE));
    }

    private static void add(
            List<Consumption> parts, Truth truth, Sku sku, String type, String id, String asked, BigDecimal part) {
        if (part.signum() > 0) {
            parts.add(new Consumption(
                    truth.warehouse(),
                    null,
                    null,
                    null,
                    type,
                    id,
                    asked,
                    sku.name(),
                    truth.hourStart(),
                    truth.hourStart() + HOUR,
                    part));
        }
    }
}
