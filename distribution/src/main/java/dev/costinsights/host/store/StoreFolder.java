package dev.costinsights.host.store;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folders of a store.
 *
 * @param home absolute
 */
public record StoreFolder(Path home) {

    /** Facts, named by what they hold; immutable. */
    public Path facts() {
        return home.resolve("facts");
    }

    /** Files that are being written. Left behind only by a killed process. */
    Path staging() {
        return home.resolve("staging");
    }

    /** Of the embedded database, without its ending. */
    public Path catalog() {
        return home.resolve("catalog");
    }

    /** Makes the folders. */
    void create() {
        try {
            Files.createDirectories(facts());
            Files.createDirectories(staging());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    CostInsightsException unwritable(IOException cause) {
        String reason = cause instanceof FileSystemException files && files.getReason() == null
                ? cause.getClass().getSimpleName().replace("Exception", "") + ": " + cause.getMessage()
                : cause.getMessage();
        return new CostInsightsException(
                ErrorCode.UNAVAILABLE,
                "cannot write to the store in " + home + ": " + reason
                        + "; what it held before is unchanged. Make room or make it writable, or name another folder "
                        + "with --home",
                cause);
    }
}
