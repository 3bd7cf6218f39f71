package dev.costinsights.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The page's arithmetic beside Java's: the same digits, whatever the amount. */
final class DashboardDecimalTest {

    private static final int CASES = 2_000;

    @Test
    void adds_rounds_and_divides_as_decimals_do() {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Object>> cases = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            BigDecimal a = amount(random);
            BigDecimal b = amount(random);
            int count = random.nextInt(1, 50);
            cases.add(List.of(a.toPlainString(), b.toPlainString(), count));
            expected.add(List.of(
                    text(a.add(b)),
                    grouped(a.subtract(b), 2),
                    grouped(a.subtract(b), 3),
                    text(a.divide(BigDecimal.valueOf(count), 12, RoundingMode.HALF_EVEN))));
        }
        List<Route> routes = DashboardRoutes.all();
        String module = routes.stream()
                .map(Route::path)
                .filter(path -> path.endsWith("/decimal.js"))
                .findFirst()
                .orElseThrow();
        try (Chromium chromium = new Chromium();
                ApiServer server = ApiServer.start("127.0.0.1", 0, null, routes);
                Chromium.Tab tab = chromium.open("http://127.0.0.1:" + server.port())) {
            Object found = tab.page().evaluate("""
                    async ([module, cases]) => {
                      const decimal = await import(module);
                      return cases.map(([left, right, count]) => {
                        const a = decimal.units(left);
                        const b = decimal.units(right);
                        return [decimal.plain(a + b), decimal.shown(a - b, 2), decimal.shown(a - b, 3),
                          decimal.plain(decimal.each(a, count))];
                      });
                    }""", List.of(module, cases));
            assertEquals(expected, found, "seed " + seed);
            tab.takeComplaints(); // There is no API.
        }
    }

    /** Of any size that a ledger has, often near a half cent. */
    private static BigDecimal amount(SplittableRandom random) {
        BigInteger digits = new BigInteger(random.nextInt(1, 120), new Random(random.nextLong()));
        BigDecimal value = new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(0, 19));
        return random.nextInt(4) == 0 ? value.setScale(3, RoundingMode.DOWN) : value;
    }

    private static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String grouped(BigDecimal value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + 'f', value.setScale(decimals, RoundingMode.HALF_EVEN));
    }
}
