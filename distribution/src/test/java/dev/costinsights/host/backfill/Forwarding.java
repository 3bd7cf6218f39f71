package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.core.spi.TableSource;
import java.util.List;

/** A source that is another one, until a test overrides a part of it. */
class Forwarding implements TableSource {
    private final TableSource source;

    Forwarding(TableSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<SourceTable> tables() throws InterruptedException {
        return source.tables();
    }

    @Override
    public void read(TableSlice slice, RowSink rows) throws InterruptedException {
        source.read(slice, rows);
    }
}
