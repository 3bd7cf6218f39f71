package dev.costinsights.core;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with an engine that is to be built, to be reported all at once. */
final class Problems {

    private final List<String> texts = new ArrayList<>();
    private Throwable cause;

    void add(String text) {
        texts.add(text);
    }

    /** @param thrown becomes the cause of the report, if it is the first */
    void add(String text, Throwable thrown) {
        texts.add(text);
        cause = cause == null ? thrown : cause;
    }

    void addAll(Problems others) {
        others.texts.forEach(text -> add(text, others.cause));
    }

    boolean any() {
        return !texts.isEmpty();
    }

    /** A line for each. */
    CostInsightsException report() {
        return new CostInsightsException(ErrorCode.CONFIGURATION, String.join("\n", texts), cause);
    }
}
