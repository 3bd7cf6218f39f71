package dev.costinsights.plugin.systemtables.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The records of a CSV file as RFC 4180 has them: for its header, and to say which record is broken. */
final class CsvRecords implements AutoCloseable {

    private final BufferedReader reader;
    private boolean isFirst = true;
    private boolean isUnterminated;

    CsvRecords(Path file) throws IOException {
        this.reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    }

    /** The next record's fields, or null at the end. */
    List<String> next() throws IOException {
        int c = reader.read();
        if (isFirst && c == 0xFEFF) {
            c = reader.read();
        }
        isFirst = false;
        if (c < 0) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean isQuoted = false;
        while (true) {
            if (c < 0) {
                isUnterminated = isQuoted;
                fields.add(field.toString());
                return fields;
            }
            if (isQuoted) {
                if (c != '"') {
                    field.append((char) c);
                } else if (peek() == '"') {
                    field.append((char) reader.read());
                } else {
                    isQuoted = false;
                }
            } else if (c == '"' && field.isEmpty()) {
                isQuoted = true;
            } else if (c == ',') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                fields.add(field.toString());
                return fields;
            } else if (c != '\r' || peek() != '\n') {
                field.append((char) c);
            }
            c = reader.read();
        }
    }

    /** True when the last record ended with the file, inside quotes. */
    boolean isUnterminated() {
        return isUnterminated;
    }

    private int peek() throws IOException {
        reader.mark(1);
        int c = reader.read();
        reader.reset();
        return c;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
