package dev.costinsights.core.attribution.pricing;

/** SKU names in which {@code *} stands for any characters. */
final class SkuPattern {

    private SkuPattern() {}

    /** In time proportional to the product of the two lengths at worst, whatever the pattern is. */
    static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                // Only the last star has to give way: the earlier ones already took as little as they can.
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
