package dev.costinsights.host.database;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.File;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;

/**
 * A file of the embedded database. Whoever opens one gets its address here, before a class of H2 loads.
 */
public final class H2File {

    private static final Set<Integer> BROKEN =
            Set.of(org.h2.api.ErrorCode.FILE_CORRUPTED_1, org.h2.api.ErrorCode.FILE_VERSION_ERROR_1);

    static {
        // H2 looks at it once, when its classes load. Without it a port would be open to the network, and could be
        // opened only where the machine's own name resolves.
        System.setProperty("h2.bindAddress", "127.0.0.1");
    }

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

    /** Whether the file itself is what is wrong, so that no other try can succeed. */
    public static boolean isBroken(SQLException failure) {
        return BROKEN.contains(failure.getErrorCode());
    }
}
