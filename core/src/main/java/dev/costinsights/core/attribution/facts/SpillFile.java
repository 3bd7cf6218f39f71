package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Blocks of bytes that stay in memory up to a budget and go to one temporary file beyond it. */
final class SpillFile implements AutoCloseable {

    private final Path folder;
    private final long budget;
    private long inMemory;
    private Path file;
    private FileChannel channel;
    private long end;

    /** A block: its bytes, or where they are in the file. */
    record Block(ByteBuffer bytes, long offset, int length) {}

    SpillFile(Path folder, long budget) {
        this.folder = folder;
        this.budget = budget;
    }

    /** Takes the bytes from position to limit; the buffer belongs to the block from now on. */
    Block keep(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (inMemory + length <= budget) {
            inMemory += length;
            return new Block(bytes, 0, length);
        }
        try {
            if (channel == null) {
                file = Files.createTempFile(folder, "cost-insights-", ".spill");
                channel = FileChannel.open(
                        file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            }
            long offset = end;
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
            return new Block(null, offset, length);
        } catch (ClosedChannelException e) {
            throw interrupted("written", e);
        } catch (IOException e) {
            throw unusable("written", e);
        }
    }

    ByteBuffer read(Block block) {
        if (block.bytes() != null) {
            return block.bytes().duplicate();
        }
        ByteBuffer bytes = ByteBuffer.allocate(block.length());
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, block.offset() + bytes.position()) < 0) {
                    throw new IOException("the file is shorter than what was written to it");
                }
            }
        } catch (ClosedChannelException e) {
            throw interrupted("read", e);
        } catch (IOException e) {
            throw unusable("read", e);
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(file);
        }
    }

    /** Nobody closes the file while it is in use but an interrupt, at the time or before; its flag stays set. */
    private CostInsightsException interrupted(String verb, ClosedChannelException cause) {
        Thread.currentThread().interrupt();
        return new CostInsightsException(
                ErrorCode.UNAVAILABLE, "interrupted while the temporary file in " + folder + " was " + verb, cause);
    }

    private CostInsightsException unusable(String verb, IOException cause) {
        return new CostInsightsException(
                ErrorCode.UNAVAILABLE,
                "the temporary file in " + folder + " cannot be " + verb + ": "
                        + (cause.getMessage() == null ? cause : cause.getMessage())
                        + "; make room there or choose another folder",
                cause);
    }
}
