package dev.costinsights.host.bundle;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A bundle's file that holds another text for a while, and then again its own: also when the process is told to end, which does
 * not unwind the thread that works. Both ends wait for each other, so that the process does not end between them.
 */
public final class BorrowedFile implements AutoCloseable {

    private final String own;
    private final String borrowed;
    private final Consumer<String> write;
    private final Predicate<String> holds;
    private final Runnable changed;
    private final Thread hook = new Thread(this::restore, "bundle-restore");
    private boolean isOver;

    /**
     * @param own text of the file
     * @param borrowed in its place
     * @param write puts a text in the file's place
     * @param holds whether the file holds a text
     * @param changed called when the file holds neither, for somebody has changed it meanwhile; it then stays as it is
     */
    BorrowedFile(String own, String borrowed, Consumer<String> write, Predicate<String> holds, Runnable changed) {
        this.own = own;
        this.borrowed = borrowed;
        this.write = write;
        this.holds = holds;
        this.changed = changed;
    }

    /**
     * Puts the text there.
     *
     * @param changed called when the file is not as it was left, and stays as it is
     * @throws InterruptedException when the process ends already; the file is then as it was
     */
    public static BorrowedFile with(BundleOnDisk file, String text, Runnable changed) throws InterruptedException {
        BorrowedFile borrowed = new BorrowedFile(file.text(), text, file::write, file::holds, changed);
        borrowed.begin();
        return borrowed;
    }

    /** Before the text is there, the process knows that it must not end with it. */
    void begin() throws InterruptedException {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            throw ending();
        }
        try {
            put();
        } catch (RuntimeException e) {
            forget();
            throw e;
        }
    }

    private synchronized void put() throws InterruptedException {
        if (isOver) {
            throw ending();
        }
        write.accept(borrowed);
    }

    private static InterruptedException ending() {
        return new InterruptedException("the process ends");
    }

    /** Puts the file back as it was, unless that is done; whoever fails leaves it to the next one. */
    synchronized void restore() {
        if (!isOver) {
            if (holds.test(borrowed)) {
                write.accept(own);
            } else if (!holds.test(own)) {
                changed.run();
            }
            isOver = true;
        }
    }

    /** When that fails, it is tried once more at the end of the process. */
    @Override
    public void close() {
        restore();
        forget();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already.
        }
    }
}
