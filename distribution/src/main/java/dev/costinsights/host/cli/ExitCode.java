package dev.costinsights.host.cli;

import dev.costinsights.core.spi.ErrorCode;

/** What the process ends with. Scripts rely on it. */
final class ExitCode {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int POLICY = 3;
    static final int PARTIAL = 4;
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    static int of(ErrorCode code) {
        return code == ErrorCode.CONFIGURATION ? USAGE : FAILED;
    }
}
