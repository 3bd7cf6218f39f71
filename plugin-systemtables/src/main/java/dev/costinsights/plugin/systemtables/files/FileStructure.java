package dev.costinsights.plugin.systemtables.files;

import dev.costinsights.plugin.systemtables.values.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says where a text file stops being CSV or JSON lines. Rows count from 1, without the header and blank lines. */
final class FileStructure {

    private FileStructure() {}

    /** What is wrong with the form of a file, or empty when nothing is. Parquet files are DuckDB's to judge. */
    static Optional<String> problem(Path file, Format format) throws InterruptedException {
        try {
            return switch (format) {
                case PARQUET -> Optional.empty();
                case CSV -> csv(file);
                case JSONL -> jsonLines(file);
            };
        } catch (IOException e) {
            return Optional.of(unreadable(e));
        }
    }

    /** What is wrong with a file that cannot be read as text. */
    static String unreadable(IOException e) {
        return e instanceof CharacterCodingException
                ? "it is not UTF-8 text; export it as UTF-8"
                : "it cannot be read (" + e.getMessage() + "); copy it again";
    }

    private static Optional<String> csv(Path file) throws IOException, InterruptedException {
        try (CsvRecords records = new CsvRecords(file)) {
            List<String> header = records.next();
            if (header == null) {
                return Optional.empty();
            }
            List<String> record;
            for (long row = 1; (record = records.next()) != null; row++) {
                checkInterrupt();
                boolean isBlank = record.size() == 1 && record.get(0).isEmpty();
                if (records.isUnterminated()) {
                    return Optional.of("row " + row + " ends inside quotes; the file is cut off, export it again");
                }
                if (isBlank) {
                    row--;
                } else if (record.size() != header.size()) {
                    return Optional.of("row " + row + " has " + record.size() + " columns where the header has "
                            + header.size() + "; quote values that hold commas, or export the file again");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> jsonLines(Path file) throws IOException, InterruptedException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            long row = 0;
            String line;
            while ((line = reader.readLine()) != null) {
                checkInterrupt();
                if (line.isBlank()) {
                    continue;
                }
                row++;
                try {
                    if (!(Json.parse(line) instanceof Map<?, ?>)) {
                        return Optional.of("row " + row + " is no JSON object; write one object per line");
                    }
                } catch (Json.SyntaxException e) {
                    return Optional.of("row " + row + " is no JSON (" + e.getMessage()
                            + "); write one object per line, or export the file again if it is cut off");
                }
            }
        }
        return Optional.empty();
    }

    private static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while looking for a broken row");
        }
    }
}
