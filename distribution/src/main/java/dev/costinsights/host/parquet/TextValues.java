package dev.costinsights.host.parquet;

/** Texts that hardly ever repeat, written out one by one. */
final class TextValues {

    private final Bytes values = new Bytes(1 << 16);

    /** Appends a text that is not null. */
    void add(String text) {
        values.putString(text);
    }

    Bytes values() {
        return values;
    }

    void clear() {
        values.clear();
    }
}
