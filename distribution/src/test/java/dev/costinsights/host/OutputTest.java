package dev.costinsights.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What was to be said and is lost is told, unless nobody wants it any more. */
final class OutputTest {

    @Test
    void what_was_written_is_there_and_nothing_is_lost() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertNull(lossOf(bytes));
        assertEquals("möre", bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_full_disk_is_a_loss_and_a_closed_pipe_is_none() {
        assertEquals("No space left on device", lossOf(failing("No space left on device")));
        assertNull(lossOf(failing("Broken pipe")));
    }

    private static String lossOf(OutputStream stream) {
        Output output = new Output(stream);
        PrintWriter writer = new PrintWriter(output, false, StandardCharsets.UTF_8);
        writer.print("möre");
        writer.flush();
        return output.loss();
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        };
    }
}
