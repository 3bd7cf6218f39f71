package dev.costinsights.host.http;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of the dashboard and their addresses. An address names the content: that of a library its hash, that of our own
 * files the hash of all of them, because they name each other. So a browser may keep what it has for ever, and an upgrade is
 * seen at once.
 */
final class DashboardFiles {

    /** Our own; a file that is not named here is not served. */
    static final List<String> OWN = List.of(
            "answers.js",
            "api.js",
            "columns.js",
            "csv.js",
            "data.css",
            "days.js",
            "decimal.js",
            "drill.js",
            "figures.js",
            "filters.js",
            "icon.svg",
            "main.js",
            "palette.js",
            "questions.js",
            "style.css",
            "take-away.js",
            "theme.js",
            "trusted-types.js",
            "url.js",
            "views/bars.js",
            "views/cards.js",
            "views/chart.js",
            "views/controls.js",
            "views/drawer.js",
            "views/filterbar.js",
            "views/header.js",
            "views/law.js",
            "views/movers.js",
            "views/page.js",
            "views/states.js",
            "views/table.js",
            "watch.js",
            "words.js");

    /** Modules of others: the name that ours import, and the file. */
    static final Map<String, String> VENDOR =
            Map.of("echarts", "vendor/echarts/echarts.esm.min.js", "lit-html", "vendor/lit-html/lit-html.js");

    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml");

    private static final String PAGE = "index.html";

    /** Enough of a hash to tell versions apart. */
    private static final int HASH_LETTERS = 16;

    private DashboardFiles() {}

    /** A file as it is sent. */
    record File(String contentType, byte[] content) {}

    /**
     * What there is to serve.
     *
     * @param page the page itself
     * @param importMap the script in it that says where modules are, as the page has it
     * @param files by address, relative to the page
     */
    record Content(String page, String importMap, Map<String, File> files) {}

    /** Reads everything; {@code folder} is what addresses begin with. */
    static Content read(String folder) {
        MessageDigest all = sha256();
        Map<String, File> own = new LinkedHashMap<>();
        for (String name : OWN) {
            File file = file(name);
            all.update(name.getBytes(StandardCharsets.UTF_8));
            all.update(file.content());
            own.put(name, file);
        }
        String app = folder + short16(all.digest()) + '/';
        Map<String, File> files = new LinkedHashMap<>();
        own.forEach((name, file) -> files.put(app + name, file));
        StringBuilder imports = new StringBuilder();
        VENDOR.keySet().stream().sorted().forEach(module -> {
            File file = file(VENDOR.get(module));
            String address = folder + module + '-' + short16(sha256().digest(file.content())) + ".js";
            files.put(address, file);
            imports.append(imports.isEmpty() ? "" : ",")
                    .append('"')
                    .append(module)
                    .append("\":\"./")
                    .append(address)
                    .append('"');
        });
        String importMap = "{\"imports\":{" + imports + "}}";
        String page = new String(bytes(PAGE), StandardCharsets.UTF_8)
                .replace("{{app}}", app)
                .replace("{{importmap}}", importMap);
        return new Content(page, importMap, files);
    }

    /** As a content security policy names an inline script. */
    static String scriptHash(String script) {
        byte[] hash = sha256().digest(script.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + '\'';
    }

    private static File file(String name) {
        return new File(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), bytes(name));
    }

    private static byte[] bytes(String name) {
        try (InputStream in = DashboardFiles.class.getResourceAsStream("dashboard/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("the dashboard's " + name + " is not packed");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String short16(byte[] hash) {
        return HexFormat.of().formatHex(hash).substring(0, HASH_LETTERS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
