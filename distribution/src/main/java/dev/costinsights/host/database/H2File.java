package dev.costinsights.host.database;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.File;
import java.nio.file.Path;

/** A file of the embedded database. */
public final class H2File {

    private H2File() {}

    /**
     * Its address, to which options may be added.
     *
     * @param file without H2's ending
     * @throws CostInsightsException when H2 cannot be told of it: its addresses end at a semicolon, and to it a backslash is a
     *     slash, whatever stands before them
     */
    public static String url(Path file) {
        String path = file.toString();
        boolean isOtherFile = File.separatorChar != '\\' && path.indexOf('\\') >= 0;
        if (isOtherFile || path.indexOf(';') >= 0) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "the embedded database cannot have its file in " + file.getParent()
                            + ", because of the semicolon or backslash in that name; name another folder with --home");
        }
        return "jdbc:h2:file:" + path;
    }
}
