package dev.costinsights.host.parquet;

import java.util.List;

/** The end of a Parquet file, from which a reader finds everything else. */
final class Footer {

    // parquet-java believes bounds of texts only when it can read the writer's version.
    private static final String CREATED_BY = "cost-insights version 1.0.0 (build ledger)";

    private Footer() {}

    /** A stretch of rows, all columns of it. */
    record RowGroup(List<ColumnChunk> chunks, int rows) {}

    static void write(List<Column> schema, List<RowGroup> rowGroups, CompactThrift thrift) {
        thrift.begin();
        thrift.i32(1, 1);
        thrift.list(2, CompactThrift.STRUCT, schema.size() + 1);
        thrift.begin();
        thrift.text(4, "schema");
        thrift.i32(5, schema.size());
        thrift.end();
        schema.forEach(column -> column.type().describe(column.name(), thrift));
        thrift.i64(3, rowGroups.stream().mapToLong(RowGroup::rows).sum());
        thrift.list(4, CompactThrift.STRUCT, rowGroups.size());
        rowGroups.forEach(group -> rowGroup(group, thrift));
        thrift.text(6, CREATED_BY);
        thrift.list(7, CompactThrift.STRUCT, schema.size());
        schema.forEach(column -> {
            thrift.begin();
            thrift.empty(1);
            thrift.end();
        });
        thrift.end();
    }

    private static void rowGroup(RowGroup group, CompactThrift thrift) {
        thrift.begin();
        thrift.list(1, CompactThrift.STRUCT, group.chunks().size());
        group.chunks().forEach(chunk -> chunk.describe(thrift));
        thrift.i64(2, group.chunks().stream().mapToLong(ColumnChunk::plainBytes).sum());
        thrift.i64(3, group.rows());
        thrift.end();
    }
}
