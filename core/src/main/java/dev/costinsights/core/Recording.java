package dev.costinsights.core;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.tracking.BoundedRecorder;
import dev.costinsights.core.tracking.ExecutionKeeper;
import dev.costinsights.core.tracking.HostHandover;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.core.tracking.JournalHandover;
import java.time.Clock;

/** Makes the recorder that the settings of the section {@code recording} and a journal ask for. */
final class Recording {

    static final String SECTION = "recording";

    private static final long LEAST_MEMORY = 64 << 10;
    private static final long MOST_MEMORY = 1L << 30;

    private Recording() {}

    /**
     * @param journal null for none
     * @return null when neither a journal nor a host is there to record to
     */
    static BoundedRecorder of(Config settings, JdbcJournal journal, Clock clock) {
        String url = settings.string("url").orElse(null);
        String token = settings.string("token").orElse(null);
        long bytes = settings.integer("bytes", BoundedRecorder.DEFAULT_BYTES, LEAST_MEMORY, MOST_MEMORY);
        for (String key : settings.unread()) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION, "setting " + key + " is read by nobody; check its spelling");
        }
        if (url == null && journal == null) {
            return null;
        }
        HostHandover host = url == null ? null : handover(url, token);
        ExecutionKeeper keeper = host == null ? journal : journal == null ? host : new JournalHandover(journal, host);
        return new BoundedRecorder(keeper, clock, bytes);
    }

    private static HostHandover handover(String url, String token) {
        try {
            return HostHandover.to(url, token);
        } catch (IllegalArgumentException e) {
            throw new CostInsightsException(ErrorCode.CONFIGURATION, "setting recording.url is " + e.getMessage(), e);
        }
    }
}
