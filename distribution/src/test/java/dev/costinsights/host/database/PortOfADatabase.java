package dev.costinsights.host.database;

import dev.costinsights.core.spi.Config;
import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.host.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;

/** Opens a store and then a database beside it, as {@code rebuild} does, and says from where the database can be reached. */
final class PortOfADatabase {

    private PortOfADatabase() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        try (Store store = Store.openToWrite(home, CatalogAddress.embedded(), "test", Clock.systemUTC());
                Connection open =
                        HostDatabase.ESTIMATES.open(Config.of(Map.of()), home).getConnection()) {
            Properties lock = new Properties();
            try (var in = Files.newInputStream(home.resolve("databases/estimates.lock.db"))) {
                lock.load(in);
            }
            String address = lock.getProperty("server");
            System.out.println(
                    "listens on " + address.replaceAll(":.*", "") + " " + store.partitions() + open.isClosed());
            int port = Integer.parseInt(address.replaceAll(".*:", ""));
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress own : Collections.list(network.getInetAddresses())) {
                    if (!own.isLoopbackAddress() && isOpen(own, port)) {
                        System.out.println("can be reached at " + own);
                    }
                }
            }
        }
    }

    private static boolean isOpen(InetAddress own, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(own, port), 2_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
