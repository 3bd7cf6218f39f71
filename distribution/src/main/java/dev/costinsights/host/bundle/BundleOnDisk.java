package dev.costinsights.host.bundle;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;

/** The file of a bundle: found, read, and put in place as a whole. */
public final class BundleOnDisk {

    private static final List<String> NAMES = List.of("databricks.yml", "databricks.yaml", "bundle.yml", "bundle.yaml");
    private static final String MARK = "\uFEFF";
    private static final String SUFFIX = ".cost-insights";

    private final Path path;
    private final boolean marked;
    private final String text;

    private BundleOnDisk(Path path, boolean marked, String text) {
        this.path = path;
        this.marked = marked;
        this.text = text;
    }

    /**
     * Finds the file as the Databricks CLI does: in a folder under one of its four names.
     *
     * @param place the file itself, or its folder
     * @param upward look in the folders above, too
     * @throws CostInsightsException when there is none
     */
    public static Path find(Path place, boolean upward) {
        Path from = place.toAbsolutePath().normalize();
        if (Files.isRegularFile(from)) {
            return from;
        }
        for (Path folder = from; folder != null; folder = upward ? folder.getParent() : null) {
            for (String name : NAMES) {
                if (Files.isRegularFile(folder.resolve(name))) {
                    return folder.resolve(name);
                }
            }
        }
        throw new CostInsightsException(
                ErrorCode.CONFIGURATION,
                "there is no databricks.yml in " + from + (upward ? " or above it" : "")
                        + "; name the bundle with --bundle");
    }

    /** @throws CostInsightsException when it cannot be read or is no text, with the place */
    public static BundleOnDisk read(Path path) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION, "cannot read " + path + ": " + e.getMessage() + "; check its rights", e);
        }
        String text = decode(path, bytes);
        boolean marked = text.startsWith(MARK);
        return new BundleOnDisk(path, marked, marked ? text.substring(MARK.length()) : text);
    }

    private static String decode(Path path, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer from = ByteBuffer.wrap(bytes);
        CharBuffer into = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(from, into, true);
        into.flip();
        if (result.isError()) {
            String before = into.toString();
            long line = 1 + before.chars().filter(c -> c == '\n').count();
            int start = before.lastIndexOf('\n') + 1;
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    path + ":" + line + ":" + (before.codePointCount(start, before.length()) + 1)
                            + ": this is not UTF-8; save the file in that encoding");
        }
        return into.toString();
    }

    public Path path() {
        return path;
    }

    /** Without a byte order mark. */
    public String text() {
        return text;
    }

    /**
     * Puts another text in the file's place, with the rights that the file has. Whoever reads meanwhile sees the one or
     * the other.
     *
     * @throws CostInsightsException when that does not work; the file is then as it was
     */
    public void write(String changed) {
        try {
            Path real = path.toRealPath();
            if (!Files.isWritable(real)) {
                // A rename would not ask.
                throw new IOException("the file is read-only");
            }
            Path beside = Files.createTempFile(real.getParent(), "." + real.getFileName(), SUFFIX);
            try {
                Files.write(beside, ((marked ? MARK : "") + changed).getBytes(StandardCharsets.UTF_8));
                keepRights(real, beside);
                move(beside, real);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE, "cannot write " + path + ": " + e.getMessage() + "; it is as it was", e);
        }
    }

    /** Whether the file still holds this text. */
    public boolean holds(String expected) {
        try {
            return Files.readString(path).equals((marked ? MARK : "") + expected);
        } catch (IOException e) {
            return false;
        }
    }

    private static void keepRights(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null) {
            PosixFileAttributes rights = Files.readAttributes(from, PosixFileAttributes.class);
            if (!view.readAttributes().owner().equals(rights.owner())) {
                view.setOwner(rights.owner());
            }
            if (!view.readAttributes().group().equals(rights.group())) {
                view.setGroup(rights.group());
            }
            view.setPermissions(rights.permissions());
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
