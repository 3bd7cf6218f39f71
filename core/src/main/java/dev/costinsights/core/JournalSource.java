package dev.costinsights.core;

import dev.costinsights.core.model.RecordedExecution;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.core.spi.RecordingSource;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.core.tracking.JdbcJournal;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a journal recorded, as facts. */
public final class JournalSource implements RecordingSource {

    /** On Azure the host's name holds the workspace's number; elsewhere it does not. */
    private static final Pattern AZURE = Pattern.compile("adb-([0-9]+)\\.[0-9]+\\.azuredatabricks\\.(net|cn|us)");

    private final JdbcJournal journal;

    public JournalSource(JdbcJournal journal) {
        this.journal = Objects.requireNonNull(journal, "journal");
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public void collect(CollectionRequest request, FactSink facts) {
        try {
            journal.read(request.window().endMicros(), event -> facts.execution(execution(event)));
        } catch (SQLException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE, "the journal of executions cannot be read: " + e.getMessage(), e);
        }
    }

    /** An event as the engine takes it; also for hosts that were handed it. */
    public static RecordedExecution execution(ExecutionEvent event) {
        return new RecordedExecution(
                workspace(event.place()),
                event.type(),
                event.id(),
                event.place().sessionId(),
                new TimeSpan(event.startMicros(), event.startMicros() + Math.max(0, event.durationMicros())),
                event.context());
    }

    private static String workspace(ExecutionPlace place) {
        if (place.workspaceId() != null) {
            return place.workspaceId();
        }
        Matcher host = AZURE.matcher(place.host() == null ? "" : place.host());
        return host.matches() ? host.group(1) : "";
    }
}
