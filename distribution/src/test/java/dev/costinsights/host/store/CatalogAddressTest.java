package dev.costinsights.host.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class CatalogAddressTest {

    @Test
    void a_catalog_on_another_machine_that_stops_answering_is_given_up() {
        Properties properties = new CatalogAddress("jdbc:postgresql://db/insights", "me", "secret").properties();
        assertEquals("60", properties.getProperty("socketTimeout"));
        assertEquals("15", properties.getProperty("connectTimeout"));
        assertEquals("true", properties.getProperty("tcpKeepAlive"));
        assertEquals("me", properties.getProperty("user"));
    }

    @Test
    void an_embedded_one_knows_no_time_limits() {
        assertEquals(2, CatalogAddress.embedded().properties().size());
    }
}
