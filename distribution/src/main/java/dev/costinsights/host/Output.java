package dev.costinsights.host;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream of the process that remembers why it failed: a writer over it says only that it did. */
final class Output extends OutputStream {

    private final OutputStream stream;
    private IOException failure;

    Output(FileDescriptor descriptor) {
        this(new FileOutputStream(descriptor));
    }

    Output(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            stream.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Why something is lost that somebody wanted, or null. Whoever closes a pipe, as {@code head} does, has had enough. */
    String loss() {
        return failure == null || "Broken pipe".equals(failure.getMessage())
                ? null
                : String.valueOf(failure.getMessage());
    }
}
