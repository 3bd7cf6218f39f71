package dev.costinsights.core.attribution.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdCodecTest {

    private static final List<String> TEXTS = List.of(
            "01f0c9b2-0000-1000-8000-00000000000a",
            "01f0c9b2-0000-1000-8000-00000000000b",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "00000000-0000-0000-0000-000000000000",
            "01F0C9B2-0000-1000-8000-00000000000A",
            "01f0c9b2-0000-1000-8000-00000000000g",
            "01f0c9b2-0000-1000-8000-00000000000\u0161",
            "01f0c9b2\u012D0000-1000-8000-00000000000a",
            "01f0c9b2-0000-1000-8000-00000000000\u00E4",
            "01f0c9b2-0000-1000-8000-0000000-000a",
            "01f0c9b2-0000-1000-8000-0000000000\uD83D\uDE00",
            "",
            "42",
            "a statement id with blanks");

    @Test
    void everyTextComesBackAsItWas() {
        IdCodec codec = new IdCodec();
        for (String text : TEXTS) {
            boolean uuid = codec.pack(text);

            assertEquals(text, codec.text(uuid, codec.high(), codec.low()));
        }
    }

    @Test
    void packedIdsAreOrderedAsTheirTexts() {
        IdCodec codec = new IdCodec();
        for (String left : TEXTS) {
            for (String right : TEXTS) {
                boolean leftUuid = codec.pack(left);
                long leftHigh = codec.high();
                long leftLow = codec.low();
                boolean rightUuid = codec.pack(right);
                int order = codec.compare(leftUuid, leftHigh, leftLow, rightUuid, codec.high(), codec.low());

                assertEquals(Integer.signum(left.compareTo(right)), Integer.signum(order), left + " and " + right);
            }
        }
    }
}
