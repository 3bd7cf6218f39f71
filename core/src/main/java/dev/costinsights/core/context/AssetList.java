package dev.costinsights.core.context;

import java.util.ArrayList;
import java.util.List;

/**
 * Several assets in one tag value: separated by commas, a comma within an asset written {@code \,} and a backslash
 * {@code \\}. A backslash before anything else stands for itself, as in values that were written without this rule.
 */
final class AssetList {

    private AssetList() {}

    static String write(List<String> assets) {
        return String.join(
                ",",
                assets.stream()
                        .map(asset -> asset.replace("\\", "\\\\").replace(",", "\\,"))
                        .toList());
    }

    static List<String> read(String value) {
        if (value.indexOf(',') < 0 && value.indexOf('\\') < 0) {
            return List.of(value);
        }
        List<String> assets = new ArrayList<>();
        StringBuilder asset = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length() && isEscaped(value.charAt(i + 1))) {
                i++;
                asset.append(value.charAt(i));
            } else if (c == ',') {
                assets.add(asset.toString());
                asset.setLength(0);
            } else {
                asset.append(c);
            }
        }
        assets.add(asset.toString());
        return assets;
    }

    private static boolean isEscaped(char c) {
        return c == ',' || c == '\\';
    }
}
