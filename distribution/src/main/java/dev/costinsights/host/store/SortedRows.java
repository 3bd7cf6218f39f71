package dev.costinsights.host.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The set of rows of a slice in byte order, each once, whatever order and how often they come. What does not fit in memory
 * goes to sorted files in a folder of the caller's, which are merged at the end. One thread.
 */
final class SortedRows {

    private static final int MOST_BYTES = 24 << 20;

    private final Path folder;
    private final int mostBytes;
    private final List<Path> runs = new ArrayList<>();
    private byte[] bytes = new byte[1 << 16];
    private int[] starts = new int[1 << 10];
    private int rows;
    private int size;

    SortedRows(Path folder) {
        this(folder, MOST_BYTES);
    }

    /** @param mostBytes what is held in memory at most, unless one row is larger */
    SortedRows(Path folder, int mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** Takes a row. */
    void add(byte[] row, int length) throws IOException {
        if (rows > 0 && size + length > mostBytes) {
            spill();
        }
        if (bytes.length - size < length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
        }
        if (rows + 1 >= starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        System.arraycopy(row, 0, bytes, size, length);
        starts[rows++] = size;
        size += length;
        starts[rows] = size;
    }

    /** Takes rows in order. */
    interface Visitor {
        void row(byte[] bytes, int at, int length) throws IOException;
    }

    /** Hands over every row once, in order. */
    void visit(Visitor visitor) throws IOException {
        if (runs.isEmpty()) {
            inMemory(visitor);
            return;
        }
        spill();
        merge(visitor);
    }

    private void inMemory(Visitor visitor) throws IOException {
        Integer[] order = new Integer[rows];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, this::compare);
        for (int i = 0; i < rows; i++) {
            if (i == 0 || compare(order[i - 1], order[i]) != 0) {
                int at = starts[order[i]];
                visitor.row(bytes, at, starts[order[i] + 1] - at);
            }
        }
    }

    private int compare(int left, int right) {
        return Arrays.compareUnsigned(bytes, starts[left], starts[left + 1], bytes, starts[right], starts[right + 1]);
    }

    private void spill() throws IOException {
        Path run = folder.resolve("run-" + runs.size());
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), 1 << 16))) {
            inMemory((row, at, length) -> {
                out.writeInt(length);
                out.write(row, at, length);
            });
        }
        runs.add(run);
        rows = 0;
        size = 0;
    }

    private void merge(Visitor visitor) throws IOException {
        PriorityQueue<Run> heads = new PriorityQueue<>(Comparator.comparing(Run::row, Arrays::compareUnsigned));
        List<Run> opened = new ArrayList<>();
        try {
            for (Path file : runs) {
                Run run = new Run(file);
                opened.add(run);
                if (run.next()) {
                    heads.add(run);
                }
            }
            byte[] last = null;
            while (!heads.isEmpty()) {
                Run run = heads.poll();
                if (last == null || !Arrays.equals(last, run.row())) {
                    last = run.row();
                    visitor.row(last, 0, last.length);
                }
                if (run.next()) {
                    heads.add(run);
                }
            }
        } finally {
            for (Run run : opened) {
                run.close();
            }
        }
    }

    /** A sorted file being read. */
    private static final class Run implements AutoCloseable {
        private final DataInputStream in;
        private byte[] row;

        Run(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        }

        byte[] row() {
            return row;
        }

        boolean next() throws IOException {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException e) {
                return false;
            }
            row = in.readNBytes(length);
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
