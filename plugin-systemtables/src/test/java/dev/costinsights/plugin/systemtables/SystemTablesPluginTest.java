package dev.costinsights.plugin.systemtables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.UsageRecord;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemTablesPluginTest {

    @TempDir
    Path folder;

    @Test
    void it_is_found_as_a_service() {
        List<String> found = ServiceLoader.load(CostInsightsPlugin.class).stream()
                .map(provider -> provider.get().id())
                .toList();

        assertEquals(List.of("systemtables"), found);
    }

    @Test
    void without_a_folder_it_brings_nothing_and_with_one_a_source() {
        assertEquals(List.of(), new InstalledSource(Map.of()).sources());
        assertEquals(
                "systemtables",
                new InstalledSource(Map.of("from", "/data")).only().name());
    }

    @Test
    void it_reads_each_of_its_settings_also_without_a_folder() {
        Map<String, String> settings =
                Map.of("prices", "p.csv", "memory_limit", "512 MiB", "threads", "1", "temp", folder.toString());

        assertEquals(
                List.of(), List.copyOf(new InstalledSource(settings).config().unread()));
    }

    @ParameterizedTest
    @CsvSource({
        "memory_limit,lots,setting systemtables.memory_limit is 'lots'; it must be a size such as 1GB",
        "threads,0,setting threads is '0'; it must be a whole number from 1 to 1024"
    })
    void a_wrong_setting_is_refused(String key, String value, String message) {
        CostInsightsException failure =
                assertThrows(CostInsightsException.class, () -> new InstalledSource(Map.of(key, value)));

        assertEquals(message, failure.getMessage());
        assertEquals(ErrorCode.CONFIGURATION, failure.code());
    }

    @Test
    void a_folder_may_have_any_name() {
        Path odd = folder.resolve("it's [a] *strange* folder; DROP TABLE");

        assertEquals("r1", Export.withBill(odd).read().only(UsageRecord.class).recordId());
    }

    @Test
    void a_folder_may_be_reached_through_a_link() throws Exception {
        Export.withBill(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

        assertEquals("r1", new Export(link).read().only(UsageRecord.class).recordId());
    }

    @Test
    void nothing_is_left_behind() throws Exception {
        Export export = Export.withBill(folder.resolve("in"));
        Path temp = folder.resolve("temp");

        export.read(Map.of("temp", temp.toString()));
        export.read();
        export.write(
                        "query/history.csv",
                        "statement_id,compute,start_time,end_time",
                        "s,\"{\"\"warehouse_id\"\":\"\"w\"\"}\",never,never")
                .failure();

        assertTrue(!Files.exists(temp) || list(temp).isEmpty());
    }

    @Test
    void an_interrupt_ends_it_soon() throws Exception {
        Export export = Export.withBill(folder)
                .copy(
                        "query/history.parquet",
                        "SELECT CAST(i AS VARCHAR) AS statement_id, TIMESTAMP '2026-10-05 00:00:00' AS start_time,"
                                + " {'warehouse_id': 'w'} AS compute,"
                                + " TIMESTAMP '2026-10-05 00:00:01' AS end_time FROM range(3000000) t(i)");
        CostSource source = export.source(new HashMap<>());
        AtomicLong statements = new AtomicLong();
        FactSink facts = (FactSink) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {FactSink.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("statement") && statements.incrementAndGet() == 1000) {
                        Thread.currentThread().interrupt();
                    }
                    return null;
                });

        assertThrows(InterruptedException.class, () -> source.collect(new CollectionRequest(Export.OCTOBER), facts));
        assertTrue(statements.get() < 100_000, statements + " statements after the interrupt");
    }

    private static List<String> list(Path folder) throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
