package dev.costinsights.host.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Many numbers in a file of notes: how many, then each in eight bytes. */
final class Longs {

    private Longs() {}

    static void write(long[] numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.length);
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
        bytes.asLongBuffer().put(numbers);
        out.write(bytes.array());
    }

    static long[] read(DataInputStream in) throws IOException {
        long[] numbers = new long[in.readInt()];
        byte[] bytes = in.readNBytes(numbers.length * Long.BYTES);
        if (bytes.length < numbers.length * Long.BYTES) {
            throw new EOFException("the file ends within its numbers");
        }
        ByteBuffer.wrap(bytes).asLongBuffer().get(numbers);
        return numbers;
    }
}
