package dev.costinsights.host.store;

import dev.costinsights.host.files.Sha256;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Versions of objects: one for each row of a file, in the order in which they came to be. There may be hundreds of thousands,
 * and every day of the ledger looks at all of them, so they are no objects of their own. Immutable.
 */
public final class Versions {

    /** In which they came to be. */
    private static final Comparator<Version> ORDER = Comparator.comparingLong(Version::change)
            .thenComparingLong(Version::high)
            .thenComparingLong(Version::low);

    /** Of each version: token, object, change, and the two halves of the digest. */
    private static final int FIELDS = 5;

    private final long[] fields;

    /**
     * One of them.
     *
     * @param token of the object's id
     * @param object token of workspace and id together, for ids come again in other workspaces
     * @param change microseconds
     * @param high of the digest of the row: its first 8 bytes
     * @param low the 8 bytes after those
     */
    record Version(long token, long object, long change, long high, long low) {}

    private Versions(long[] fields) {
        this.fields = fields;
    }

    /** In their order, whatever the order of the list. */
    static Versions of(List<Version> versions) {
        long[] fields = new long[versions.size() * FIELDS];
        int next = 0;
        for (Version version : versions.stream().sorted(ORDER).toList()) {
            fields[next++] = version.token;
            fields[next++] = version.object;
            fields[next++] = version.change;
            fields[next++] = version.high;
            fields[next++] = version.low;
        }
        return new Versions(fields);
    }

    static Versions read(DataInputStream in) throws IOException {
        return new Versions(Longs.read(in));
    }

    void write(DataOutputStream out) throws IOException {
        Longs.write(fields, out);
    }

    public int size() {
        return fields.length / FIELDS;
    }

    /** Token of an object's id; 0 where a row has none. */
    public long token(int version) {
        return fields[version * FIELDS];
    }

    /** Token of its workspace and id. */
    public long object(int version) {
        return fields[version * FIELDS + 1];
    }

    /** When it came to be, microseconds. */
    public long change(int version) {
        return fields[version * FIELDS + 2];
    }

    /** Adds what the version's row is known by. */
    public void hash(int version, Sha256 hash) {
        hash.add(fields[version * FIELDS + 3]).add(fields[version * FIELDS + 4]);
    }

    /** What the version's row is known by, as text. */
    public String digest(int version) {
        return Long.toHexString(fields[version * FIELDS + 3]) + ' ' + Long.toHexString(fields[version * FIELDS + 4]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Versions versions && Arrays.equals(fields, versions.fields);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields);
    }
}
