package dev.costinsights.benchmarks.jdbc;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * One variant doing one kind of work in a process of its own. Prints CPU nanoseconds of the thread and bytes allocated by
 * it for one operation: of the lower quarter of slices, because a busy machine can only make them slower.
 */
final class OneMeasurement {

    private static final int SLICES = 40;
    private static final int WARM_UP = 20;
    private static final long SLICE_NANOS = 30_000_000;

    private OneMeasurement() {}

    /** Arguments: variant, work. */
    public static void main(String[] args) throws SQLException {
        Work work = Work.valueOf(args[1]);
        DataSource source = Variant.valueOf(args[0]).wrap(h2());
        try (Connection connection = source.getConnection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE t AS SELECT x AS n, 'text ' || x AS s FROM SYSTEM_RANGE(1, 1000)");
            }
            try (PreparedStatement prepared = connection.prepareStatement("SELECT ?")) {
                measure(work, connection, prepared);
            }
        }
    }

    private static void measure(Work work, Connection connection, PreparedStatement prepared) throws SQLException {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] nanos = new double[SLICES];
        double[] bytes = new double[SLICES];
        long sum = 0;
        for (int slice = -WARM_UP; slice < SLICES; slice++) {
            long cpu = thread.getCurrentThreadCpuTime();
            long allocated = thread.getCurrentThreadAllocatedBytes();
            long calls = 0;
            long spent = 0;
            while (spent < SLICE_NANOS) {
                for (int i = 0; i < 1000 / work.units; i++) {
                    sum += work.run(connection, prepared);
                    calls++;
                }
                spent = thread.getCurrentThreadCpuTime() - cpu;
            }
            if (slice >= 0) {
                nanos[slice] = (double) spent / calls / work.units;
                bytes[slice] = (double) (thread.getCurrentThreadAllocatedBytes() - allocated) / calls / work.units;
            }
        }
        Arrays.sort(nanos);
        Arrays.sort(bytes);
        System.out.printf(Locale.ROOT, "%.1f %.0f %d%n", nanos[SLICES / 4], bytes[SLICES / 4], sum);
    }

    private static JdbcDataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:");
        return h2;
    }
}
