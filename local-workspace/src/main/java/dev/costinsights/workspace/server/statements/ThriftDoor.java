package dev.costinsights.workspace.server.statements;

import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers every Thrift call with SQLSTATE KP001, on which the JDBC driver goes over to the Statement Execution API by
 * itself. Thrift's binary protocol, written out by hand.
 */
final class ThriftDoor {
    private static final int STRICT_CALL = 0x80010001;
    private static final int STRICT_REPLY = 0x80010002;
    private static final byte STOP = 0;
    private static final byte I32 = 8;
    private static final byte STRING = 11;
    private static final byte STRUCT = 12;
    private static final int ERROR_STATUS = 3;
    private static final int PROTOCOL_V9 = 0xA509;

    private ThriftDoor() {}

    static Reply refuse(Call call) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(call.body()))) {
            if (in.readInt() != STRICT_CALL) {
                throw notThrift();
            }
            byte[] name = new byte[Math.min(in.readInt(), in.available())];
            in.readFully(name);
            return Reply.bytes(200, "application/x-thrift", refusal(name, in.readInt()));
        } catch (IOException | NegativeArraySizeException e) {
            throw notThrift();
        }
    }

    private static ApiError notThrift() {
        return new ApiError(400, "MALFORMED_REQUEST", "The body is not a call in Thrift's binary protocol");
    }

    private static byte[] refusal(byte[] name, int sequence) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(STRICT_REPLY);
            text(out, name);
            out.writeInt(sequence);
            field(out, STRUCT, 0);
            field(out, STRUCT, 1);
            field(out, I32, 1);
            out.writeInt(ERROR_STATUS);
            field(out, STRING, 3);
            text(out, "KP001".getBytes(StandardCharsets.UTF_8));
            field(out, STRING, 5);
            text(out, "Thrift is not served here; use the Statement Execution API".getBytes(StandardCharsets.UTF_8));
            out.writeByte(STOP);
            field(out, I32, 2);
            out.writeInt(PROTOCOL_V9);
            out.writeByte(STOP);
            out.writeByte(STOP);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void field(DataOutputStream out, byte type, int id) throws IOException {
        out.writeByte(type);
        out.writeShort(id);
    }

    private static void text(DataOutputStream out, byte[] text) throws IOException {
        out.writeInt(text.length);
        out.write(text);
    }
}
