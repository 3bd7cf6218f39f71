package dev.costinsights.host.parquet;

import java.io.IOException;

/** What a column has gathered for the current row group. */
interface ColumnBuffer {

    /** Writes it as the file's next column, and starts again. */
    void flush(ParquetFile file) throws IOException;
}
