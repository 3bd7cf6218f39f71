package dev.costinsights.plugin.systemtables.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What a server says about when to come back: a number of seconds or an HTTP date, held within 0 to 60 seconds. */
final class RetryAfter {

    static final Duration LONGEST = Duration.ofSeconds(60);

    private RetryAfter() {}

    /** @return empty when there is no header, or none that can be read */
    static Optional<Duration> parse(String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String text = header.trim();
        if (text.matches("[+-]?[0-9]+(\\.[0-9]+)?")) {
            return Optional.of(text.startsWith("-") ? Duration.ZERO : seconds(text));
        }
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(held(Duration.between(now, then)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** More digits than matter are more than 60 seconds. */
    private static Duration seconds(String text) {
        String whole = text.replaceFirst("^\\+", "").replaceFirst("\\..*", "").replaceFirst("^0+(?=.)", "");
        return whole.length() > 2 ? LONGEST : held(Duration.ofSeconds(Long.parseLong(whole)));
    }

    private static Duration held(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
