package dev.costinsights.host;

import dev.costinsights.host.cli.CommandRunner;
import dev.costinsights.host.cli.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The process. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        Terminal terminal = Terminal.ofProcess(System.getenv(), out, err);
        int code = new CommandRunner(terminal, System.getenv()).run(args);
        out.flush();
        if (out.checkError() && code == 0) {
            err.println("error: what was to be said could not be written to stdout, all of it or the rest");
            code = 1;
        }
        err.flush();
        System.exit(code);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
