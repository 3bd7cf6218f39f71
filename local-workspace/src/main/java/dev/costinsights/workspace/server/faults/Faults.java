package dev.costinsights.workspace.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.faults.Fault.Kind;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Delivery;
import dev.costinsights.workspace.server.http.Filter;
import dev.costinsights.workspace.server.http.Handler;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.identity.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The faults that are on. Stands before all handlers; the control API itself is spared. The first fault that strikes a
 * request is the only one. Chance comes from a seed: the same requests in the same order meet the same faults.
 */
public final class Faults implements Filter {
    /** The control API's prefix. */
    public static final String SPARED = "/api/simulation/";

    /** A fault and how often it was looked at and struck. */
    private static final class Active {
        final Fault fault;
        final Random random;
        int matched;
        int struck;

        Active(Fault fault, Random random) {
            this.fault = fault;
            this.random = random;
        }

        boolean strikes(Call call) {
            boolean meant = (fault.method().isEmpty() || fault.method().equals(call.method()))
                    && fault.path().matcher(call.path()).matches()
                    && fault.body()
                            .matcher(new String(call.body(), StandardCharsets.UTF_8))
                            .find();
            if (!meant || matched++ < fault.skip() || (fault.count() > 0 && struck >= fault.count())) {
                return false;
            }
            if (fault.probability() < 1 && random.nextDouble() >= fault.probability()) {
                return false;
            }
            struck++;
            return true;
        }
    }

    private final List<Active> active = new ArrayList<>();
    private long seed = 1;
    private int injected;

    /** @param newSeed of the chance of faults that are added from now on */
    public synchronized void seed(long newSeed) {
        seed = newSeed;
    }

    public synchronized void add(Fault fault) {
        active.add(new Active(fault, new Random(seed * 31 + active.size())));
    }

    /** From now on all goes well. */
    public synchronized void clear() {
        active.clear();
        injected = 0;
    }

    /** Requests that met a fault since the last {@link #clear}. */
    public synchronized int struck() {
        return injected;
    }

    private synchronized Fault next(Call call) {
        for (Active one : active) {
            if (one.strikes(call)) {
                injected++;
                return one.fault;
            }
        }
        return null;
    }

    @Override
    public Reply around(Call call, Handler next) {
        Fault fault = call.path().startsWith(SPARED) ? null : next(call);
        if (fault == null) {
            return next.handle(call);
        }
        return switch (fault.kind()) {
            case STATUS -> error(fault);
            case CLOSED -> error(fault).with(Delivery.NONE);
            case EXPIRED_TOKEN -> throw Tokens.expired();
            default -> spoil(fault, answer(call, next));
        };
    }

    private static Reply answer(Call call, Handler next) {
        try {
            return next.handle(call);
        } catch (ApiError e) {
            return e.reply();
        }
    }

    private static Reply spoil(Fault fault, Reply reply) {
        return switch (fault.kind()) {
            case STATUS_AFTER -> error(fault);
            case CLOSED_AFTER -> reply.with(Delivery.NONE);
            case TRUNCATED -> reply.with(new Delivery(Math.min(fault.share(), 0.999), 0));
            case SLOW -> reply.with(new Delivery(1, fault.bytesPerSecond()));
            default -> entries(fault.kind(), reply);
        };
    }

    private static Reply error(Fault fault) {
        Map<String, String> headers =
                fault.retryAfter().isEmpty() ? Map.of() : Map.of("Retry-After", fault.retryAfter());
        return new ApiError(fault.status(), fault.code(), "a fault that was asked for", headers).reply();
    }

    /** Changes the lists at the top of a JSON reply, and the rows of a chunk. */
    private static Reply entries(Kind kind, Reply reply) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            reply.body().writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!(Json.parse(bytes.toByteArray()) instanceof ObjectNode node)) {
            return Reply.bytes(reply.status(), "application/json", bytes.toByteArray())
                    .with(reply.headers());
        }
        for (Map.Entry<String, JsonNode> field : List.copyOf(node.properties())) {
            if (field.getValue() instanceof ArrayNode list && !list.isEmpty()) {
                node.set(field.getKey(), kind == Kind.REPEATED_ENTRIES ? repeated(list) : reversed(list));
            }
        }
        return Reply.json(reply.status(), node).with(reply.headers());
    }

    private static ArrayNode repeated(ArrayNode list) {
        return list.deepCopy().add(list.get(list.size() - 1).deepCopy());
    }

    private static ArrayNode reversed(ArrayNode list) {
        ArrayNode reversed = Json.array();
        for (int i = list.size() - 1; i >= 0; i--) {
            reversed.add(list.get(i));
        }
        return reversed;
    }
}
