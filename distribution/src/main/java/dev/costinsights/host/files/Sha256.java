package dev.costinsights.host.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A hash by which contents are known again: of a file, or of parts that are added one after the other. One thread each. */
public final class Sha256 {

    private static final int BUFFER = 1 << 16;

    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The bytes, with their length before them, so that no two lists of parts run into one another. */
    public Sha256 add(byte[] bytes) {
        digest.update(number.putInt(0, bytes.length).array(), 0, Integer.BYTES);
        digest.update(bytes);
        return this;
    }

    public Sha256 add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The number, in eight bytes. */
    public Sha256 add(long some) {
        digest.update(number.putLong(0, some).array());
        return this;
    }

    /** All in hexadecimal; starts again. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /** The same in 32 bytes. */
    public byte[] bytes() {
        return digest.digest();
    }

    /** The hash of a file's bytes, as {@code sha256sum} prints it. */
    public static String of(Path file) throws IOException {
        Sha256 sha = new Sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read; (read = in.read(buffer)) > 0; ) {
                sha.digest.update(buffer, 0, read);
            }
        }
        return sha.hex();
    }
}
