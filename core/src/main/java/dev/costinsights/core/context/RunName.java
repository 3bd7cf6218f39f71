package dev.costinsights.core.context;

/** The opaque id at the end of a run's name, {@code nightly load [cost_insights:<opaque id>]}. */
public final class RunName {

    private static final String OPENING = "[cost_insights:";

    private RunName() {}

    /** The name with the id behind it; one that carries an id already stays as it is. */
    public static String with(String runName, String opaqueId) {
        String name = runName == null ? "" : runName.strip();
        String suffix = OPENING + opaqueId + "]";
        return name.isEmpty() ? suffix : opaqueId(name) != null ? runName : name + " " + suffix;
    }

    /** The id, or null when the name carries none. */
    static String opaqueId(String runName) {
        String name = runName.strip();
        int start = name.lastIndexOf(OPENING);
        boolean isSuffix = start == 0 || (start > 0 && name.charAt(start - 1) == ' ');
        return isSuffix && name.endsWith("]") ? name.substring(start + OPENING.length(), name.length() - 1) : null;
    }
}
