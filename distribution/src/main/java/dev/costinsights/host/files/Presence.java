package dev.costinsights.host.files;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Whether files are there. One that this user may not look for is not absent: nobody knows. */
public final class Presence {

    private Presence() {}

    /** @throws CostInsightsException when nobody knows */
    public static boolean of(Path file) {
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    "cannot look for " + file + ": " + Reason.of(e)
                            + "; give this user the right to read the folders above it, or name another with --home",
                    e);
        }
    }
}
