package dev.costinsights.host.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file or folder. Nothing, which a variable that is not set leaves behind, is not the current folder. */
final class PathConverter implements ITypeConverter<Path> {

    @Override
    public Path convert(String value) {
        if (value.isBlank()) {
            throw new TypeConversionException("it is empty; name a file or folder, . for the current one");
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + value + "' is no file name here (" + e.getReason()
                    + "); where it has letters beyond ASCII, set LANG=C.UTF-8");
        }
    }
}
