package dev.costinsights.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole classes in the plugin author guide compile as they stand, without a warning. */
class GuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "plugin-author-guide.md");
    private static final Pattern CLASS = Pattern.compile(
            "```java\n(package ([a-z.]+);.*?(?:class|record|interface) ([A-Za-z]+).*?)```", Pattern.DOTALL);

    @TempDir
    Path classes;

    @Test
    void the_guides_classes_compile() throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        Matcher found = CLASS.matcher(Files.readString(GUIDE));
        while (found.find()) {
            sources.add(new Source(found.group(2) + '.' + found.group(3), found.group(1)));
        }
        assertTrue(sources.size() >= 3, sources.toString());

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(said, null, null)) {
            List<String> options = List.of(
                    "-Xlint:all",
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"));
            compiler.getTask(null, files, said, options, null, sources).call();
        }
        assertEquals(List.of(), said.getDiagnostics());
    }

    /** A class as the guide has it. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("guide:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
