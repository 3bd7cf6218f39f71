package dev.costinsights.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs a main class in this process and writes down what the whole process took, up to its end: CPU, wall time, peak
 * memory as the kernel counts it, and peak heap.
 */
public final class Measured {

    private Measured() {}

    /** Arguments: the file to write to, the main class, its arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Path report = Path.of(args[0]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> write(report)));
        try {
            Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 2, args.length));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(args[1] + " failed", e.getCause());
        }
    }

    private static void write(Path report) {
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        long heap = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            heap += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        try {
            Files.writeString(
                    report, "%d %d %d %d".formatted(process.getProcessCpuTime() / 1_000_000, uptime, peak(), heap));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code VmHWM}, in bytes; 0 where the kernel does not tell. */
    private static long peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
