package dev.costinsights.core.oracle;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.IdlePolicy;
import dev.costinsights.core.model.RecordedExecution;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.FactSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A small bill: the rows of all system tables, and which of the tables can be read. Immutable; every change makes
 * another bill.
 */
public final class Bill {

    /** The month that the examples are billed in. */
    public static final TimeSpan OCTOBER = Time.between("2026-10-01T00:00", "2026-11-01T00:00");

    private final List<Fact> facts;
    private final Set<SystemTable> readable;

    private Bill(List<Fact> facts, Set<SystemTable> readable) {
        this.facts = List.copyOf(facts);
        this.readable = Collections.unmodifiableSet(readable);
    }

    /** A bill of which every table can be read, except the preview of Databricks' own split. */
    public static Bill of(Evidence... parts) {
        return of(Arrays.stream(parts).flatMap(part -> part.facts().stream()).toList());
    }

    public static Bill of(List<Fact> facts) {
        return new Bill(facts, EnumSet.complementOf(EnumSet.of(SystemTable.BILLING_ATTRIBUTED_USAGE)));
    }

    public Bill with(Evidence... parts) {
        Stream<Fact> more = Arrays.stream(parts).flatMap(part -> part.facts().stream());
        return withFacts(Stream.concat(facts.stream(), more).toList());
    }

    public Bill withFacts(List<Fact> other) {
        return new Bill(other, readable);
    }

    public Bill readable(SystemTable table) {
        EnumSet<SystemTable> tables = EnumSet.of(table);
        tables.addAll(readable);
        return new Bill(facts, tables);
    }

    /** Its rows, if there are any, must be left out by the caller. */
    public Bill unreadable(SystemTable table) {
        EnumSet<SystemTable> tables = EnumSet.noneOf(SystemTable.class);
        tables.addAll(readable);
        tables.remove(table);
        return new Bill(facts, tables);
    }

    public Bill shuffled(long seed) {
        List<Fact> order = new ArrayList<>(facts);
        Collections.shuffle(order, new Random(seed));
        return withFacts(order);
    }

    public List<Fact> facts() {
        return facts;
    }

    public boolean canRead(SystemTable table) {
        return readable.contains(table);
    }

    /** Pushes recordings, then every other fact, and then says which tables were read to their end. */
    public void deliver(FactSink sink) {
        facts.stream().filter(fact -> fact.value() instanceof RecordedExecution).forEach(fact -> fact.deliver(sink));
        facts.stream()
                .filter(fact -> !(fact.value() instanceof RecordedExecution))
                .forEach(fact -> fact.deliver(sink));
        readable.forEach(sink::readable);
    }

    /** Everything settled, idle cost on the idle rows themselves, US dollars where there are any. */
    public static AttributionOptions.Builder options() {
        return AttributionOptions.builder(OCTOBER)
                .asOf(Instant.parse("2026-12-01T00:00:00Z"))
                .idlePolicy(IdlePolicy.SHOW);
    }

    public Ledger attribute() {
        return attribute(options().build());
    }

    public Ledger attribute(AttributionOptions options) {
        return Ledger.of(options, this);
    }

    public Ledger attribute(IdlePolicy policy) {
        return attribute(options().idlePolicy(policy).build());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("readable: ").append(readable).append('\n');
        facts.forEach(fact -> text.append(fact).append('\n'));
        return text.toString();
    }
}
