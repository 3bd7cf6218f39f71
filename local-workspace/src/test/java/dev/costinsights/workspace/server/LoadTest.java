package dev.costinsights.workspace.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many connections at once get the right answers. {@code -Dcostinsights.connections=N} for more. */
final class LoadTest {
    private static final int CONNECTIONS = Integer.getInteger("costinsights.connections", 12);
    private static final int STATEMENTS = 10;

    @Test
    void parallelConnectionsDoNotDisturbEachOther() throws Exception {
        LocalWorkspace workspace = SharedWorkspace.get();
        ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Callable<Long>> work = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int own = i;
                work.add(() -> talk(workspace, own));
            }
            for (Future<Long> wrong : clients.invokeAll(work)) {
                assertEquals(0, wrong.get());
            }
        } finally {
            clients.shutdownNow();
        }
    }

    /** Wrong answers. */
    private static long talk(LocalWorkspace workspace, int own) throws Exception {
        long wrong = 0;
        try (Connection connection = SharedWorkspace.jdbc(workspace);
                Statement statement = connection.createStatement()) {
            statement.execute("SET QUERY_TAGS['own'] = '" + own + "'");
            for (int i = 0; i < STATEMENTS; i++) {
                try (ResultSet rows = statement.executeQuery("SELECT " + own + " + i AS n FROM range(" + i
                        + ") AS r(i) WHERE (SELECT count(*) FROM system.billing.usage) > 0 ORDER BY i")) {
                    long expected = own;
                    while (rows.next()) {
                        wrong += rows.getLong(1) == expected++ ? 0 : 1;
                    }
                    wrong += expected == own + i ? 0 : 1;
                }
            }
            try (ResultSet tags = statement.executeQuery("SET query_tags")) {
                wrong += tags.next() && tags.getString(2).equals("own:" + own) ? 0 : 1;
            }
        }
        return wrong;
    }
}
