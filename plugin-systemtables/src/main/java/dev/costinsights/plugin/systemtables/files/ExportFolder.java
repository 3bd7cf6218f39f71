package dev.costinsights.plugin.systemtables.files;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of an export: {@code <schema>/<table>} is a file with one of the known endings, or a folder of such files at
 * any depth. Names that start with a dot or an underscore are other tools' bookkeeping ({@code _SUCCESS}).
 *
 * @param root absolute
 */
public record ExportFolder(Path root) {

    /**
     * The files of a table, in order of their names; empty when the export does not have the table.
     *
     * @throws CostInsightsException when the table's folder holds a file of an unknown kind: leaving it out could leave
     *     out a part of the bill
     */
    public List<Path> files(SystemTable table) {
        Path schema = root.resolve(table.schema());
        List<Path> files = new ArrayList<>();
        try {
            if (Files.isDirectory(schema)) {
                try (Stream<Path> entries = Files.list(schema)) {
                    entries.filter(entry -> isFileOf(table, entry)).forEach(files::add);
                }
            }
            Path folder = schema.resolve(table.table());
            if (Files.isDirectory(folder)) {
                addAll(folder, files);
            }
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.INVALID_INPUT,
                    "cannot list the files of " + table.qualifiedName() + " in " + schema + ": " + e.getMessage()
                            + "; make the folder readable",
                    e);
        }
        files.sort(null);
        return files;
    }

    /** Where the table would have to be, for messages. */
    public String expected(SystemTable table) {
        return root.resolve(table.schema()).resolve(table.table()) + "(" + Format.EXTENSIONS
                + ") or a folder of such files";
    }

    private static boolean isFileOf(SystemTable table, Path entry) {
        String name = entry.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0
                && name.substring(0, dot).equals(table.table())
                && Format.of(entry).isPresent()
                && Files.isRegularFile(entry);
    }

    private static void addAll(Path folder, List<Path> files) throws IOException {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.toList();
        }
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (name.startsWith(".") || name.startsWith("_")) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                addAll(entry, files);
            } else if (Format.of(entry).isPresent()) {
                files.add(entry);
            } else {
                throw new CostInsightsException(
                        ErrorCode.INVALID_INPUT,
                        entry + " is not a file that can be read here (" + Format.EXTENSIONS
                                + "); convert it, or move it out of the folder");
            }
        }
    }
}
