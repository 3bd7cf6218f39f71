package dev.costinsights.workspace.server.objects;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Files of the workspace, such as the metadata that bundles leave. Any thread. */
public final class Files {
    private static final long LARGEST = 10 << 20;

    /** Content is null for a folder. */
    private record Entry(String path, byte[] content, long id, long modified) {}

    private final Clock clock;
    private final Map<String, Entry> all = new TreeMap<>();
    private long ids = 4_000_000_000_000_000L;

    public Files(Clock clock) {
        this.clock = clock;
    }

    public void addTo(Router router) {
        router.post("/api/2.0/workspace/import", this::write);
        router.get("/api/2.0/workspace/export", this::read);
        router.get("/api/2.0/workspace/get-status", call -> Reply.json(json(get(call.parameters()))));
        router.get("/api/2.0/workspace/list", this::list);
        router.post("/api/2.0/workspace/mkdirs", call -> {
            put(call.json().required("path"), null, true);
            return Reply.empty();
        });
        router.post("/api/2.0/workspace/delete", this::delete);
    }

    private Reply write(Call call) {
        Fields body = call.json();
        byte[] content;
        try {
            content = Base64.getDecoder().decode(body.text("content", ""));
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("content must be in base 64");
        }
        if (content.length > LARGEST) {
            throw new ApiError(400, "MAX_NOTEBOOK_SIZE_EXCEEDED", "content may have at most " + LARGEST + " bytes");
        }
        put(body.required("path"), content, body.flag("overwrite"));
        return Reply.empty();
    }

    private synchronized void put(String path, byte[] content, boolean overwrite) {
        String name = canonical(path);
        Entry old = all.get(name);
        if (old != null && !overwrite) {
            throw new ApiError(400, "RESOURCE_ALREADY_EXISTS", "Path (" + path + ") already exists.");
        }
        all.put(
                name,
                new Entry(
                        name,
                        content,
                        old == null ? ids++ : old.id(),
                        clock.instant().toEpochMilli()));
    }

    private Reply read(Call call) {
        Entry entry = get(call.parameters());
        if (entry.content() == null) {
            throw ApiError.invalid("path " + entry.path() + " is a directory and cannot be exported");
        }
        if (call.parameters().flag("direct_download")) {
            return Reply.bytes(200, "application/octet-stream", entry.content());
        }
        return Reply.json(Json.object()
                .put("content", Base64.getEncoder().encodeToString(entry.content()))
                .put("file_type", entry.path().substring(entry.path().lastIndexOf('.') + 1)));
    }

    private synchronized Entry get(Fields query) {
        String path = query.required("path");
        Entry entry = all.get(canonical(path));
        if (entry == null) {
            throw ApiError.missing("Path (" + path + ") doesn't exist.");
        }
        return entry;
    }

    private synchronized Reply list(Call call) {
        String path = canonical(call.parameters().required("path"));
        ObjectNode json = Json.object();
        ArrayNode objects = json.putArray("objects");
        String prefix = path.endsWith("/") ? path : path + '/';
        all.values().stream()
                .filter(entry -> entry.path().startsWith(prefix) && entry.path().indexOf('/', prefix.length()) < 0)
                .forEach(entry -> objects.add(json(entry)));
        return Reply.json(json);
    }

    private synchronized Reply delete(Call call) {
        Entry entry = get(call.json());
        boolean whole = call.json().flag("recursive");
        all.keySet().removeIf(path -> path.equals(entry.path()) || (whole && path.startsWith(entry.path() + '/')));
        return Reply.empty();
    }

    private static ObjectNode json(Entry entry) {
        return Json.object()
                .put("path", entry.path())
                .put("object_type", entry.content() == null ? "DIRECTORY" : "FILE")
                .put("object_id", entry.id())
                .put("resource_id", String.valueOf(entry.id()))
                .put("modified_at", entry.modified())
                .put("created_at", entry.modified())
                .put("size", entry.content() == null ? 0 : entry.content().length);
    }

    /** /Workspace/Users/x and /Users/x are the same place. */
    private static String canonical(String path) {
        if (!path.startsWith("/")) {
            throw ApiError.invalid("path '" + path + "' must be absolute");
        }
        return path.startsWith("/Workspace/") ? path.substring("/Workspace".length()) : path;
    }
}
