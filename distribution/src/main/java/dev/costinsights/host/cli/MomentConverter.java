package dev.costinsights.host.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment in UTC: a date, which is its midnight, or a date and time with its offset. */
final class MomentConverter implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String value) {
        try {
            return value.length() > "2026-10-01".length()
                    ? OffsetDateTime.parse(value).toInstant()
                    : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + value + "' is no date; write 2026-10-01, or 2026-10-01T00:00:00Z for a time of day");
        }
    }
}
