package dev.costinsights.host.plugin;

import dev.costinsights.host.files.DisposableFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * A plugin's zip, unpacked into a folder that is named after its content, never beside it. PF4J would unpack next to the
 * zip, without limits.
 */
final class PluginArchive {

    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 1L << 31;
    /** What a zip of jars never reaches, and a bomb always does. */
    private static final long MOST_GROWTH = 100;

    private static final long FREE_BYTES = 1 << 20;
    private static final int LONGEST_NAME = 255;

    private PluginArchive() {}

    /**
     * The folder with the zip's content; unpacked now, or by an earlier run.
     *
     * @throws BrokenPluginException when the zip is not one, or not one to be trusted
     */
    static Path unpack(Path zip, Path cache) throws IOException {
        Path target = cache.resolve(stem(zip) + "-" + hash(zip));
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(cache);
        Path growing = Files.createTempDirectory(cache, ".unpacking-");
        try {
            extract(zip, growing);
            Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (ZipException | IllegalArgumentException e) {
            throw new BrokenPluginException(
                    "it cannot be unpacked: " + e.getMessage(), "copy the zip again and compare its SHA-256", e);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        } finally {
            DisposableFolder.delete(growing);
        }
        return target;
    }

    private static void extract(Path zip, Path folder) throws IOException {
        long allowed = Math.min(MOST_BYTES, Math.max(FREE_BYTES, Files.size(zip) * MOST_GROWTH));
        long bytes = 0;
        int entries = 0;
        Set<String> seen = new HashSet<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw hostile("more than " + MOST_ENTRIES + " entries");
                }
                Path file = place(entry.getName(), folder);
                if (!seen.add(entry.getName().toLowerCase(Locale.ROOT))) {
                    throw hostile("'" + printable(entry.getName()) + "' twice");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    bytes += copy(in, file, allowed - bytes);
                }
            }
        }
        if (entries == 0) {
            throw new ZipException("there is nothing in it");
        }
    }

    /** Where an entry goes; never outside the folder, on any platform. */
    private static Path place(String name, Path folder) throws IOException {
        boolean odd = name.isEmpty()
                || name.length() > LONGEST_NAME
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || name.chars().anyMatch(c -> c < ' ' || c == 127);
        for (String part : name.split("/", -1)) {
            odd |= part.equals("..") || part.equals(".");
        }
        Path file = odd ? folder : folder.resolve(name).normalize();
        if (odd || !file.startsWith(folder)) {
            throw hostile("an entry named '" + printable(name) + "'");
        }
        return file;
    }

    private static long copy(InputStream in, Path file, long allowed) throws IOException {
        long bytes = 0;
        byte[] piece = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                bytes += read;
                if (bytes > allowed) {
                    throw hostile("more than " + MOST_GROWTH + " times its own size in it");
                }
                out.write(piece, 0, read);
            }
        }
        return bytes;
    }

    private static BrokenPluginException hostile(String what) {
        return new BrokenPluginException(
                "its zip has " + what, "do not use it; get the plugin from somebody you trust");
    }

    private static String printable(String name) {
        String shown = name.length() > 60 ? name.substring(0, 60) + "..." : name;
        return shown.chars()
                .mapToObj(c -> c < ' ' || c == 127 ? "?" : Character.toString(c))
                .reduce("", String::concat);
    }

    private static String stem(Path zip) {
        String name = zip.getFileName().toString();
        return name.substring(0, name.length() - ".zip".length()).replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static String hash(Path zip) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(zip), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
