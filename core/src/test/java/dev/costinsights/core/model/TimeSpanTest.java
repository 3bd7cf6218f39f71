package dev.costinsights.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeSpanTest {

    @Test
    void everyYearOfFourDigitsHasItsMicroseconds() {
        assertEquals(253_402_300_799_999_999L, TimeSpan.micros(Instant.parse("9999-12-31T23:59:59.999999999Z")));
        assertEquals(-62_135_596_800_000_000L, TimeSpan.micros(Instant.parse("0001-01-01T00:00:00Z")));
        assertEquals(-1, TimeSpan.micros(Instant.parse("1969-12-31T23:59:59.9999995Z")));
    }

    @Test
    void whatNoLongCanSayIsTheEndOfTime() {
        assertEquals(TimeSpan.FOREVER, TimeSpan.micros(Instant.MAX));
        assertEquals(Long.MIN_VALUE, TimeSpan.micros(Instant.MIN));
    }

    @Test
    void anInstantComesBackFromItsMicroseconds() {
        Instant instant = Instant.parse("2400-02-29T12:00:00.000001Z");

        assertEquals(instant, TimeSpan.instant(TimeSpan.micros(instant)));
    }
}
