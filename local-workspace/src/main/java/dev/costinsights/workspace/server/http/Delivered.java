package dev.costinsights.workspace.server.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Puts a reply on the wire as its {@link Delivery} says. */
final class Delivered {
    /** A body that drips comes in so many pieces a second. */
    private static final int PIECES_PER_SECOND = 10;

    private Delivered() {}

    static void send(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.delivery().share() < 0) {
            return;
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (exchange.getRequestMethod().equals("HEAD") || reply.length() == 0) {
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(reply.status(), reply.length());
        OutputStream out = exchange.getResponseBody();
        if (reply.delivery().equals(Delivery.WHOLE)) {
            reply.body().writeTo(out);
            out.close();
            return;
        }
        long limit = (long) Math.ceil(reply.length() * reply.delivery().share());
        reply.body().writeTo(new Slowed(out, limit, reply.delivery().bytesPerSecond()));
        if (limit >= reply.length()) {
            out.close();
        } else {
            out.flush();
        }
    }

    /** Passes on so many bytes, at such a rate, and swallows the rest. */
    private static final class Slowed extends FilterOutputStream {
        private final long bytesPerSecond;
        private long left;

        Slowed(OutputStream out, long limit, long bytesPerSecond) {
            super(out);
            this.left = limit;
            this.bytesPerSecond = bytesPerSecond;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int wanted = (int) Math.min(left, length);
            int piece = bytesPerSecond == 0
                    ? Math.max(1, wanted)
                    : (int) Math.max(1, Math.min(wanted, bytesPerSecond / PIECES_PER_SECOND));
            for (int done = 0; done < wanted; done += piece) {
                int size = Math.min(piece, wanted - done);
                out.write(bytes, from + done, size);
                out.flush();
                if (bytesPerSecond > 0) {
                    pause(1000L * size / bytesPerSecond);
                }
            }
            left -= wanted;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        private static void pause(long millis) throws IOException {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the server is being stopped", e);
            }
        }
    }
}
