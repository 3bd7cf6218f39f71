package dev.costinsights.plugin.bundles.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.costinsights.core.spi.BundleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as people write them, before and after. */
final class GoldenFilesTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            usual,              prod, prod
            usual,              -,    dev
            with-tags,          -,    prod
            no-targets,         -,    default
            crlf,               -,    prod
            flow,               -,    dev
            flow,               prod, prod
            flow-tags,          -,    prod
            null-tags,          prod, prod
            null-tags,          dev,  dev
            anchors,            -,    dev
            anchors,            prod, prod
            documents,          -,    prod
            earlier,            -,    prod
            earlier-flow,       -,    prod
            block-scalar-last,  -,    prod
            no-last-break,      -,    prod
            unicode,            -,    prod
            """)
    void a_file_gets_the_tags_and_keeps_the_rest(String name, String asked, String target) throws IOException {
        BundleFile tagged = Tagging.tag(read(name + ".yml"), asked, Tagging.CONTEXT);

        assertNull(tagged.tagging().problem());
        assertEquals(target, tagged.tagging().target());
        assertEquals(read(name + "." + target + ".after.yml"), tagged.text());
        BundleFile again = Tagging.tag(tagged.text(), asked, Tagging.CONTEXT);
        assertEquals(tagged.text(), again.text());
        assertEquals(tagged.tagging().remarks(), again.tagging().remarks());
    }

    private static String read(String name) throws IOException {
        try (InputStream file = GoldenFilesTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
