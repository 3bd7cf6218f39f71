package dev.costinsights.core.context;

/** About how many bytes values take in memory; rather too many than too few. */
final class Footprint {

    private static final int CONTEXT = 96;
    private static final int TEXT = 56;
    private static final int ENTRY = 48;

    private Footprint() {}

    static int of(AttributionContext context) {
        long bytes = CONTEXT
                + text(context.opaqueId())
                + text(context.orchestrator())
                + text(context.job())
                + text(context.run());
        for (String asset : context.assets()) {
            bytes += ENTRY + text(asset);
        }
        for (var label : context.labels().entrySet()) {
            bytes += ENTRY + text(label.getKey()) + text(label.getValue());
        }
        return (int) Math.min(Integer.MAX_VALUE / 4, bytes);
    }

    private static long text(String value) {
        return value == null ? 0 : TEXT + 2L * value.length();
    }
}
