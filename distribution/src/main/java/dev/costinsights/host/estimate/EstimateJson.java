package dev.costinsights.host.estimate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.WarehouseSize;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.WarehouseVersion;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parts of estimates and rates that rest in the database as text. */
final class EstimateJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

    private EstimateJson() {}

    static String texts(Map<String, String> texts) {
        return write(new TreeMap<>(texts));
    }

    static Map<String, String> texts(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String list(List<String> list) {
        return write(list);
    }

    static List<String> list(String json) {
        try {
            return JSON.readValue(json, LIST);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String compute(Compute compute) {
        ObjectNode node = JSON.createObjectNode();
        if (compute instanceof Compute.Warehouse warehouse) {
            node.put("warehouse_type", warehouse.type());
            node.put("size", warehouse.size() == null ? null : warehouse.size().name());
            node.put("clusters", warehouse.clusters());
            node.put("parallel", warehouse.parallel());
        } else if (compute instanceof Compute.Nodes cluster) {
            ObjectNode nodes = node.putObject("nodes");
            new TreeMap<>(cluster.nodes()).forEach(nodes::put);
        }
        return write(node);
    }

    static Compute compute(String json) {
        JsonNode node = read(json);
        if (node.has("warehouse_type")) {
            String size = node.path("size").textValue();
            return new Compute.Warehouse(
                    node.path("warehouse_type").textValue(),
                    size == null ? null : WarehouseSize.valueOf(size),
                    node.path("clusters").intValue(),
                    node.path("parallel").intValue());
        }
        Map<String, Integer> nodes = new TreeMap<>();
        node.path("nodes")
                .properties()
                .forEach(type -> nodes.put(type.getKey(), type.getValue().intValue()));
        return nodes.isEmpty() ? new Compute.Serverless() : new Compute.Nodes(nodes, Map.of());
    }

    static String rates(RateBook rates) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode prices = node.putArray("prices");
        rates.prices().forEach(price -> prices.addObject()
                .put("source", price.source().name())
                .put("account_id", price.accountId())
                .put("cloud", price.cloud())
                .put("sku_name", price.skuName())
                .put("usage_unit", price.usageUnit())
                .put("currency", price.currency())
                .put("start_micros", price.validity().startMicros())
                .put("end_micros", price.validity().endMicros())
                .put("amount", price.amount().toPlainString()));
        ArrayNode warehouses = node.putArray("warehouses");
        rates.warehouses().forEach(version -> warehouses
                .addObject()
                .put("workspace_id", version.workspaceId())
                .put("warehouse_id", version.warehouseId())
                .put("warehouse_type", version.type())
                .put("warehouse_size", version.size())
                .put("change_micros", version.changeMicros()));
        return write(node);
    }

    static RateBook rates(String json) {
        JsonNode node = read(json);
        List<Price> prices = new ArrayList<>();
        node.path("prices")
                .forEach(price -> prices.add(new Price(
                        PriceSource.valueOf(price.path("source").textValue()),
                        price.path("account_id").textValue(),
                        price.path("cloud").textValue(),
                        price.path("sku_name").textValue(),
                        price.path("usage_unit").textValue(),
                        price.path("currency").textValue(),
                        new TimeSpan(
                                price.path("start_micros").longValue(),
                                price.path("end_micros").longValue()),
                        new BigDecimal(price.path("amount").textValue()))));
        List<WarehouseVersion> warehouses = new ArrayList<>();
        node.path("warehouses")
                .forEach(version -> warehouses.add(new WarehouseVersion(
                        "",
                        version.path("workspace_id").textValue(),
                        version.path("warehouse_id").textValue(),
                        null,
                        version.path("warehouse_type").textValue(),
                        version.path("warehouse_size").textValue(),
                        Map.of(),
                        null,
                        version.path("change_micros").longValue(),
                        TimeSpan.FOREVER)));
        return new RateBook(prices, warehouses);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
