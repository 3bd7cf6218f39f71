package dev.costinsights.host.store;

import java.time.Instant;

/**
 * A file of facts that counts: all rows of a slice as they were when it was read.
 *
 * @param content hash of columns and rows, which decides the file's name
 * @param fileHash hash of the file's bytes
 * @param file name below the folder of facts
 * @param first earliest start of a row, microseconds; {@link Long#MIN_VALUE} where rows have no time
 * @param last latest end of a row; {@link Long#MAX_VALUE} where rows have no time
 * @param readAt when it was last read, with this content
 */
public record Partition(
        SliceKey slice,
        String content,
        String fileHash,
        String file,
        long rows,
        long bytes,
        long first,
        long last,
        Instant readAt) {

    /** Name of the notes beside the file. */
    String notesFile() {
        return file.substring(0, file.length() - ".parquet".length()) + ".notes";
    }
}
