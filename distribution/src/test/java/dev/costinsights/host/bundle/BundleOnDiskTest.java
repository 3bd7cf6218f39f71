package dev.costinsights.host.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.CostInsightsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleOnDiskTest {

    @TempDir
    private Path folder;

    @Test
    void a_bundle_is_found_from_within() throws IOException {
        Path file = Files.writeString(folder.resolve("bundle.yaml"), "");
        Path within = Files.createDirectories(folder.resolve("src/etl"));
        assertEquals(file, BundleOnDisk.find(within, true));
        assertEquals(file, BundleOnDisk.find(folder, false));
        assertEquals(file, BundleOnDisk.find(file, false));
        assertThrows(CostInsightsException.class, () -> BundleOnDisk.find(within, false));
    }

    @Test
    void a_byte_order_mark_stays() throws IOException {
        Path file = Files.writeString(folder.resolve("databricks.yml"), "\uFEFFa: \u00fc\r\n");
        BundleOnDisk bundle = BundleOnDisk.read(file);
        assertEquals("a: \u00fc\r\n", bundle.text());
        bundle.write("b: 1\n");
        assertTrue(bundle.holds("b: 1\n"));
        assertArrayEquals("\uFEFFb: 1\n".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(file));
    }

    @Test
    void a_link_stays_one() throws IOException {
        Path file = Files.writeString(folder.resolve("real.yml"), "a: 1\n");
        Path link = Files.createSymbolicLink(folder.resolve("databricks.yml"), file);
        BundleOnDisk.read(link).write("a: 2\n");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("a: 2\n", Files.readString(file));
    }
}
