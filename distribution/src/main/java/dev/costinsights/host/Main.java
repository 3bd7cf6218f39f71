package dev.costinsights.host;

import dev.costinsights.host.cli.CommandRunner;
import dev.costinsights.host.cli.Terminal;
import java.io.FileDescriptor;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The process. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Output stdout = new Output(FileDescriptor.out);
        PrintWriter out = writer(stdout);
        PrintWriter err = writer(new Output(FileDescriptor.err));
        Terminal terminal = Terminal.ofProcess(System.getenv(), out, err);
        int code = new CommandRunner(terminal, System.getenv()).run(args);
        out.flush();
        if (stdout.loss() != null && code == 0) {
            err.println("error: stdout could not be written, or not to its end: " + stdout.loss());
            code = 1;
        }
        err.flush();
        System.exit(code);
    }

    private static PrintWriter writer(Output output) {
        return new PrintWriter(output, false, StandardCharsets.UTF_8);
    }
}
