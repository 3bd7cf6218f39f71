package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.tables.TableFormat;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What sample to write. The same options give the same bytes.
 *
 * @param out folder that receives {@code <schema>/<table>.<ext>}
 * @param days length of the window
 * @param end first day after the window
 * @param seed of every random stream
 * @param statements distinct statements on SQL warehouses, exactly; statements on serverless compute come on top
 * @param warehouses SQL warehouses that they run on
 * @param otherUsage rows of billing.usage that are not warehouse hours, exactly, unless the traps alone are more
 * @param format of every file
 * @param shuffled the same rows in a seeded random order; sorts in memory, so for small samples only
 * @param accountPrices also write billing.account_prices
 * @param attributedUsage also write billing.attributed_usage, for a part of the warehouses
 */
public record SampleOptions(
        Path out,
        int days,
        LocalDate end,
        long seed,
        long statements,
        int warehouses,
        long otherUsage,
        TableFormat format,
        boolean shuffled,
        boolean accountPrices,
        boolean attributedUsage) {

    private static final int FEWEST_WAREHOUSES = 8;
    private static final int MOST_DEFAULT_WAREHOUSES = 100;
    private static final long STATEMENTS_PER_WAREHOUSE = 2_500;
    private static final long FEWEST_OTHER_USAGE = 12_000;
    private static final long MOST_OTHER_USAGE = 2_000_000;

    public SampleOptions {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(format, "format");
        require(days >= 1 && days <= 366, "days must be 1 to 366");
        require(statements >= 0 && statements <= 100_000_000, "statements must be 0 to 100000000");
        require(warehouses >= 1 && warehouses <= 10_000, "warehouses must be 1 to 10000");
        require(otherUsage >= 0 && otherUsage <= MOST_OTHER_USAGE, "otherUsage must be 0 to " + MOST_OTHER_USAGE);
    }

    /** First day of the window. */
    public LocalDate start() {
        return end.minusDays(days);
    }

    /** The defaults, to be written to {@code out}. */
    public static Builder builder(Path out) {
        return new Builder(out);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Collects options; what is not set gets its default. */
    public static final class Builder {
        private final Path out;
        private int days = 30;
        private LocalDate end = LocalDate.of(2026, 11, 1);
        private long seed = 7;
        private long statements = 1_000_000;
        private Integer warehouses;
        private Long otherUsage;
        private TableFormat format = TableFormat.PARQUET;
        private boolean shuffled;
        private boolean accountPrices;
        private boolean attributedUsage;

        private Builder(Path out) {
            this.out = out;
        }

        public Builder days(int value) {
            days = value;
            return this;
        }

        /** First day after the window; default 2026-11-01. */
        public Builder end(LocalDate value) {
            end = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder statements(long value) {
            statements = value;
            return this;
        }

        /** Default: one for each 2,500 statements, 8 to 100. */
        public Builder warehouses(int value) {
            warehouses = value;
            return this;
        }

        /** Default: a fifth of the statements, 12,000 to 2,000,000. */
        public Builder otherUsage(long value) {
            otherUsage = value;
            return this;
        }

        public Builder format(TableFormat value) {
            format = value;
            return this;
        }

        public Builder shuffled(boolean value) {
            shuffled = value;
            return this;
        }

        public Builder accountPrices(boolean value) {
            accountPrices = value;
            return this;
        }

        public Builder attributedUsage(boolean value) {
            attributedUsage = value;
            return this;
        }

        public SampleOptions build() {
            int theWarehouses = warehouses != null
                    ? warehouses
                    : (int) clamp(statements / STATEMENTS_PER_WAREHOUSE, FEWEST_WAREHOUSES, MOST_DEFAULT_WAREHOUSES);
            long theOtherUsage =
                    otherUsage != null ? otherUsage : clamp(statements / 5, FEWEST_OTHER_USAGE, MOST_OTHER_USAGE);
            return new SampleOptions(
                    out,
                    days,
                    end,
                    seed,
                    statements,
                    theWarehouses,
                    theOtherUsage,
                    format,
                    shuffled,
                    accountPrices,
                    attributedUsage);
        }

        private static long clamp(long value, long least, long most) {
            return Math.max(least, Math.min(most, value));
        }
    }
}
