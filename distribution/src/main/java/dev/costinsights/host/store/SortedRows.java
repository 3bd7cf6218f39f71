package dev.costinsights.host.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts rows by their bytes and leaves out what comes twice. What does not fit into memory is sorted in parts, which go
 * to files that disappear when it is closed. One thread.
 */
final class SortedRows implements AutoCloseable {

    private static final int ROW_OVERHEAD = 24;

    private final Path folder;
    private final String prefix;
    private final long mostBytes;
    private final List<byte[]> rows = new ArrayList<>();
    private final List<Path> parts = new ArrayList<>();
    private long bytes;

    /** Takes a row. */
    interface Taker {
        void row(byte[] row) throws IOException;
    }

    /**
     * @param folder for parts that do not fit
     * @param mostBytes what may stay in memory
     */
    SortedRows(Path folder, String prefix, long mostBytes) {
        this.folder = folder;
        this.prefix = prefix;
        this.mostBytes = mostBytes;
    }

    void add(byte[] row) throws IOException {
        rows.add(row);
        bytes += row.length + ROW_OVERHEAD;
        if (bytes > mostBytes) {
            spill();
        }
    }

    /** All rows, each once, in order. Can be asked again. */
    void forEach(Taker taker) throws IOException {
        if (parts.isEmpty()) {
            rows.sort(Arrays::compareUnsigned);
            byte[] last = null;
            for (byte[] row : rows) {
                if (!Arrays.equals(row, last)) {
                    taker.row(row);
                }
                last = row;
            }
            return;
        }
        if (!rows.isEmpty()) {
            spill();
        }
        merge(taker);
    }

    private void merge(Taker taker) throws IOException {
        List<Part> open = new ArrayList<>();
        try {
            PriorityQueue<Part> next =
                    new PriorityQueue<>(Comparator.comparing((Part part) -> part.row, Arrays::compareUnsigned));
            for (Path file : parts) {
                Part part = new Part(file);
                open.add(part);
                if (part.advance()) {
                    next.add(part);
                }
            }
            byte[] last = null;
            while (!next.isEmpty()) {
                Part part = next.remove();
                if (!Arrays.equals(part.row, last)) {
                    last = part.row;
                    taker.row(last);
                }
                if (part.advance()) {
                    next.add(part);
                }
            }
        } finally {
            for (Part part : open) {
                part.in.close();
            }
        }
    }

    private void spill() throws IOException {
        rows.sort(Arrays::compareUnsigned);
        Path file = Files.createTempFile(folder, prefix, ".rows");
        parts.add(file);
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (byte[] row : rows) {
                out.writeInt(row.length);
                out.write(row);
            }
            out.writeInt(-1);
        }
        rows.clear();
        bytes = 0;
    }

    @Override
    public void close() throws IOException {
        rows.clear();
        for (Path part : parts) {
            Files.deleteIfExists(part);
        }
    }

    private static final class Part {
        private final DataInputStream in;
        private byte[] row;

        Part(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        }

        boolean advance() throws IOException {
            int length = in.readInt();
            if (length < 0) {
                return false;
            }
            row = in.readNBytes(length);
            return true;
        }
    }
}
