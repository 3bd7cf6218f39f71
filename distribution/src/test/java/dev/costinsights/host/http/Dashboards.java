package dev.costinsights.host.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A served dashboard with the API behind it, and a browser to look at it. */
final class Dashboards implements AutoCloseable {

    private final Chromium chromium = new Chromium();
    private final List<ApiServer> servers = new ArrayList<>();

    Chromium chromium() {
        return chromium;
    }

    /** Serves the store of a folder; the address. */
    String serve(Path home, String token) {
        List<Route> routes = new ArrayList<>(DashboardRoutes.all());
        routes.addAll(CostRoutes.of(SampleStore.answers(home), null));
        routes.addAll(BackfillRoutes.of(Optional.empty()));
        ApiServer server = ApiServer.start("127.0.0.1", 0, token, routes);
        servers.add(server);
        return "http://127.0.0.1:" + server.port();
    }

    /** What the API says to a program. */
    static JsonNode api(String url, String pathAndQuery) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/" + pathAndQuery))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return JsonMapper.builder().build().readTree(answer.body());
    }

    /** An amount as people read it; by Java's own decimals, not by the page's. */
    static String shown(JsonNode amount) {
        return shown(new BigDecimal(amount.asText()));
    }

    static String shown(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,.2f", amount.setScale(2, RoundingMode.HALF_EVEN));
    }

    static JsonNode sum(JsonNode answer, String currency) {
        for (JsonNode sum : answer.path("sums")) {
            if (sum.path("currency").asText().equals(currency)) {
                return sum;
            }
        }
        throw new AssertionError("no " + currency + " in " + answer);
    }

    /** Rows of a currency, in order. */
    static List<JsonNode> rows(JsonNode answer, String currency) {
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode row : answer.path("rows")) {
            if (row.path("currency").asText().equals(currency)) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public void close() {
        servers.forEach(ApiServer::close);
        chromium.close();
    }
}
