package dev.costinsights.host.files;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Why something could not be done with a file, in words. */
public final class Reason {

    private Reason() {}

    /** Some exceptions say it with their name alone: their message is the file. */
    public static String of(IOException cause) {
        return cause instanceof FileSystemException files && files.getReason() == null
                ? cause.getClass().getSimpleName().replace("Exception", "") + ": " + cause.getMessage()
                : cause.getMessage();
    }
}
