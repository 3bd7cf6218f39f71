package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.SystemTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rights are asked for what is read: what the engine knows, and what is kept to be looked at beside the ledger. */
class GrantsTest {

    /** Kept where they exist, although no engine knows them. */
    private static final List<String> KEPT = List.of(
            "access.workspaces_latest",
            "lakeflow.job_tasks",
            "serving.served_entities",
            "serving.endpoint_usage",
            "operational_data.jobs_cost");

    @Test
    void what_is_read_is_what_the_engine_knows_and_what_is_kept_beside_it() {
        Set<String> used = Arrays.stream(SystemTable.values())
                .map(SystemTable::qualifiedName)
                .collect(Collectors.toCollection(TreeSet::new));
        used.addAll(KEPT);
        assertEquals(
                used,
                KnownTable.ALL.stream().map(KnownTable::qualifiedName).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void the_documentation_has_each_statement_that_a_principal_needs_once() throws IOException {
        List<String> needed = KnownTable.ALL.stream()
                .flatMap(table -> Stream.of(Grants.to(table, "<principal>").split("(?<=;) ")))
                .distinct()
                .sorted()
                .toList();
        List<String> documented = Files.readString(Path.of("../docs/backfill.md"))
                .lines()
                .filter(line -> line.startsWith("GRANT "))
                .sorted()
                .toList();
        assertEquals(needed, documented);
    }
}
