package dev.costinsights.host.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A currency's three letters. */
final class CurrencyConverter implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        String code = value.toUpperCase(Locale.ROOT);
        if (!code.matches("[A-Z]{3}")) {
            throw new TypeConversionException("'" + value + "' is no currency; write three letters, e.g. USD");
        }
        return code;
    }
}
