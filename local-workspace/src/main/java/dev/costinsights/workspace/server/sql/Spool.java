package dev.costinsights.workspace.server.sql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Rows as text, one after the other with commas between: in memory as long as it is little, then in a file that goes
 * when the spool is closed. Written by one thread, then read by any.
 */
public final class Spool implements AutoCloseable {
    private static final int MEMORY = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private FileChannel channel;
    private long flushed;

    private Spool(Path file) {
        this.file = file;
    }

    static Spool small() {
        return new Spool(null);
    }

    /** @param file that does not exist yet; it is made when the rows are many */
    static Spool in(Path file) {
        return new Spool(file);
    }

    void write(String row, boolean comma) {
        if (comma) {
            memory.write(',');
        }
        memory.writeBytes(row.getBytes(StandardCharsets.UTF_8));
        if (memory.size() >= MEMORY && file != null) {
            flush();
        }
    }

    /** All rows are written. */
    void finish() {
        if (channel != null) {
            flush();
        }
    }

    private void flush() {
        try {
            if (channel == null) {
                channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
            }
            ByteBuffer bytes = ByteBuffer.wrap(memory.toByteArray());
            while (bytes.hasRemaining()) {
                flushed += channel.write(bytes, flushed);
            }
            memory.reset();
        } catch (IOException e) {
            throw new UncheckedIOException("a result cannot be kept in " + file, e);
        }
    }

    long length() {
        return flushed + memory.size();
    }

    /** Copies a part of the text. */
    public void copy(long from, long length, OutputStream out) throws IOException {
        if (channel == null) {
            out.write(memory.toByteArray(), (int) from, (int) length);
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long done = 0; done < length; ) {
            buffer.clear().limit((int) Math.min(BUFFER, length - done));
            int read = channel.read(buffer, from + done);
            if (read < 0) {
                throw new IOException("the result in " + file + " ends too early");
            }
            out.write(buffer.array(), 0, read);
            done += read;
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
