package dev.costinsights.host.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Folders that only their owner can look into, where the system has POSIX permissions. What is in them is private whatever
 * the permissions of the files say: names of people, costs, and the key to a database that is open.
 */
public final class PrivateFolder {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private PrivateFolder() {}

    /** Makes a folder, with those above it that are missing; one that is there keeps its permissions. */
    public static void create(Path folder) throws IOException {
        FileAttribute<?>[] attributes = isPosix(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
        Files.createDirectories(folder, attributes);
    }

    /** Makes a folder that nobody else has business in; one that is there loses the permissions of others. */
    public static void own(Path folder) throws IOException {
        create(folder);
        if (isPosix(folder) && !Files.getPosixFilePermissions(folder).equals(OWNER)) {
            Files.setPosixFilePermissions(folder, OWNER);
        }
    }

    private static boolean isPosix(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
