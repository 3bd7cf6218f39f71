package dev.costinsights.host.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * Who writes to a store, in words that tell a reader where to look.
 *
 * @param host name of the machine
 * @param pid of the process
 * @param since start of the process, milliseconds since 1970; tells it from a later one with the same number
 * @param command e.g. {@code backfill}
 */
record Holder(String host, long pid, long since, String command) {

    private static final String UNKNOWN = "unknown-host";
    private static final int PARTS = 4;

    static Holder self(String command) {
        return new Holder(hostName(), ProcessHandle.current().pid(), start(ProcessHandle.current()), command);
    }

    static Holder parse(String text) {
        String[] parts = text.split(" ", PARTS);
        try {
            return parts.length == PARTS
                    ? new Holder(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3])
                    : new Holder(UNKNOWN, -1, 0, text);
        } catch (NumberFormatException e) {
            return new Holder(UNKNOWN, -1, 0, text);
        }
    }

    /** As the catalog keeps it. */
    String line() {
        return host + ' ' + pid + ' ' + since + ' ' + command;
    }

    /** Whether it certainly does not run any more. */
    boolean isGone() {
        return host.equals(hostName())
                && pid >= 0
                && ProcessHandle.of(pid)
                        .map(process -> !process.isAlive() || start(process) != since)
                        .orElse(true);
    }

    boolean isThisProcess() {
        Holder self = self(command);
        return host.equals(self.host) && pid == self.pid && since == self.since;
    }

    /** Process 123 on host x (backfill). */
    String described() {
        return "process " + pid + " on " + host + " (" + command + ")";
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replace(' ', '-');
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }
}
