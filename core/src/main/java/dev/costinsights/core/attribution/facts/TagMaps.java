package dev.costinsights.core.attribution.facts;

import java.util.Arrays;
import java.util.Map;

/** The tag maps of a bill, each once and as bytes: hundreds of thousands of them differ in nothing but the id of a run. */
final class TagMaps {

    private static final int LONGEST_COMMON_KEY = 40;
    private static final int LONGEST_COMMON_VALUE = 24;
    private static final int RECENT = 1 << 12;

    private final TextCodes codes;
    private final ByteStrings maps = new ByteStrings();
    private final ByteWriter writer = new ByteWriter();
    private final ByteReader reader = new ByteReader();
    /** Records of one resource come together, and many resources share their tags; who asks may know the instance. */
    private final TextMap[] recent = new TextMap[RECENT];

    private final int[] recentNumbers = new int[RECENT];
    private Map<String, String> last;
    private int lastNumber;

    TagMaps(TextCodes codes) {
        this.codes = codes;
    }

    @SuppressWarnings("ReferenceEquality") // sources hand the same instance over again and again
    int number(Map<String, String> tags) {
        if (tags != last) {
            writer.clear();
            String[] cells = TextMap.cells(tags);
            writer.putVarint(cells.length);
            for (int i = 0; i < cells.length; i++) {
                int longestCommon = i % 2 == 0 ? LONGEST_COMMON_KEY : LONGEST_COMMON_VALUE;
                codes.write(cells[i], cells[i] != null && cells[i].length() <= longestCommon, writer);
            }
            lastNumber = maps.number(writer);
            last = tags;
        }
        return lastNumber;
    }

    Map<String, String> get(int number) {
        int place = number & RECENT - 1;
        if (recent[place] == null || recentNumbers[place] != number) {
            maps.read(number, reader);
            String[] cells = new String[(int) reader.varint()];
            Arrays.setAll(cells, i -> codes.read(reader));
            recent[place] = new TextMap(cells);
            recentNumbers[place] = number;
        }
        return recent[place];
    }

    void seal() {
        maps.seal();
        last = null;
    }
}
