package dev.costinsights.core.oracle;

import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.StatementOrigin;
import dev.costinsights.core.model.TimeSpan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A statement; without any measured work, unless told otherwise. */
public final class StatementFixture implements Evidence {

    private final String statementId;
    private final TimeSpan span;
    private final Map<String, String> tags = new TreeMap<>();
    private String accountId = Fixtures.ACCOUNT;
    private String workspaceId = Fixtures.WORKSPACE;
    private String warehouseId;
    private String clusterId;
    private String executedBy;
    private QuerySource source = QuerySource.NONE;
    private String comment;
    private String sessionId;
    private long updateMicros;
    private long atCapacityMillis;
    private long forComputeMillis;
    private long compilationMillis;
    private long executionMillis;
    private long taskMillis;
    private long fetchMillis;
    private boolean cached;

    StatementFixture(String statementId, TimeSpan span) {
        this.statementId = statementId;
        this.span = span;
    }

    public StatementFixture account(String value) {
        this.accountId = value;
        return this;
    }

    public StatementFixture workspace(String value) {
        this.workspaceId = value;
        return this;
    }

    public StatementFixture onWarehouse(String value) {
        this.warehouseId = value;
        return this;
    }

    public StatementFixture onCluster(String value) {
        this.clusterId = value;
        return this;
    }

    public StatementFixture by(String principal) {
        this.executedBy = principal;
        return this;
    }

    public StatementFixture source(QuerySource value) {
        this.source = value;
        return this;
    }

    public StatementFixture tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    public StatementFixture comment(String value) {
        this.comment = value;
        return this;
    }

    public StatementFixture session(String value) {
        this.sessionId = value;
        return this;
    }

    public StatementFixture updated(long micros) {
        this.updateMicros = micros;
        return this;
    }

    public StatementFixture updated(String time) {
        return updated(Time.at(time));
    }

    public StatementFixture waitedForCompute(long millis) {
        this.forComputeMillis = millis;
        return this;
    }

    public StatementFixture waitedAtCapacity(long millis) {
        this.atCapacityMillis = millis;
        return this;
    }

    public StatementFixture compiled(long millis) {
        this.compilationMillis = millis;
        return this;
    }

    public StatementFixture executed(long millis) {
        this.executionMillis = millis;
        return this;
    }

    /** Task time over all cores. */
    public StatementFixture worked(long millis) {
        this.taskMillis = millis;
        return this;
    }

    public StatementFixture fetched(long millis) {
        this.fetchMillis = millis;
        return this;
    }

    public StatementFixture cached() {
        this.cached = true;
        return this;
    }

    @Override
    public List<Fact> facts() {
        StatementOrigin origin = StatementOrigin.builder()
                .accountId(accountId)
                .workspaceId(workspaceId)
                .warehouseId(warehouseId)
                .clusterId(clusterId)
                .executedBy(executedBy)
                .source(source)
                .queryTags(Map.copyOf(tags))
                .comment(comment)
                .sessionId(sessionId)
                .build();
        return List.of(Fact.of(new Statement(
                statementId,
                origin,
                span,
                updateMicros,
                atCapacityMillis + forComputeMillis,
                forComputeMillis,
                compilationMillis,
                executionMillis,
                taskMillis,
                fetchMillis,
                cached)));
    }
}
