package dev.costinsights.host.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BorrowedFileTest {

    @TempDir
    private Path folder;

    private final AtomicReference<String> content = new AtomicReference<>("own");
    private final AtomicInteger changes = new AtomicInteger();

    @Test
    void the_text_stands_for_a_while_and_then_the_file_is_as_it_was() throws Exception {
        BundleOnDisk file = file();
        try (BorrowedFile borrowed = BorrowedFile.with(file, "tagged: true\n", changes::incrementAndGet)) {
            assertTrue(file.holds("tagged: true\n"), borrowed::toString);
        }
        assertEquals("own: true\n", Files.readString(file.path()));
        assertEquals(0, changes.get());
    }

    @Test
    void what_somebody_changed_meanwhile_stays() throws Exception {
        BundleOnDisk file = file();
        BorrowedFile borrowed = BorrowedFile.with(file, "tagged: true\n", changes::incrementAndGet);
        Files.writeString(file.path(), "edited: true\n");
        borrowed.close();
        assertEquals("edited: true\n", Files.readString(file.path()));
        assertEquals(1, changes.get());
    }

    @Test
    void the_end_of_the_process_waits_for_a_restoration_under_way() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        BorrowedFile borrowed = borrowed(text -> {
            if (text.equals("own")) {
                writing.countDown();
                await(goOn);
            }
            content.set(text);
        });
        borrowed.begin();
        Thread worker = new Thread(borrowed::close);
        worker.start();
        await(writing);
        Thread end = new Thread(borrowed::restore);
        end.start();
        end.join(200);
        assertTrue(end.isAlive(), "the process would end while the file still has its tags");
        goOn.countDown();
        end.join();
        assertEquals("own", content.get());
        worker.join();
    }

    @Test
    void a_restoration_that_failed_is_tried_again_at_the_end() throws Exception {
        AtomicInteger failures = new AtomicInteger(1);
        BorrowedFile borrowed = borrowed(text -> {
            if (text.equals("own") && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("read-only for a moment");
            }
            content.set(text);
        });
        borrowed.begin();
        assertThrows(IllegalStateException.class, borrowed::close);
        assertEquals("tagged", content.get());
        borrowed.restore();
        assertEquals("own", content.get());
        borrowed.close();
    }

    @Test
    void a_process_that_ends_already_gets_no_tags() {
        BorrowedFile borrowed = borrowed(content::set);
        borrowed.restore();
        assertThrows(InterruptedException.class, borrowed::begin);
        assertEquals("own", content.get());
        assertEquals(0, changes.get());
        borrowed.close();
    }

    @Test
    void a_file_that_cannot_be_written_is_nothing_to_restore() {
        BorrowedFile borrowed = borrowed(text -> {
            throw new IllegalStateException("read-only");
        });
        assertThrows(IllegalStateException.class, borrowed::begin);
        assertFalse(content.get().equals("tagged"));
    }

    private BorrowedFile borrowed(Consumer<String> write) {
        return new BorrowedFile("own", "tagged", write, text -> content.get().equals(text), changes::incrementAndGet);
    }

    private BundleOnDisk file() throws IOException {
        return BundleOnDisk.read(Files.writeString(folder.resolve("databricks.yml"), "own: true\n"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
