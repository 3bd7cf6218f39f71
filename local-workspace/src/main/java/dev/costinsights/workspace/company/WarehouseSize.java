package dev.costinsights.workspace.company;

/** Sizes as compute.warehouses spells them, with the DBU that one cluster of the size burns in an hour (Azure's list). */
public enum WarehouseSize {
    XXS("2X_SMALL", 4, "i3.2xlarge"),
    XS("X_SMALL", 6, "i3.2xlarge"),
    S("SMALL", 12, "i3.4xlarge"),
    M("MEDIUM", 24, "i3.8xlarge"),
    L("LARGE", 40, "i3.8xlarge"),
    XL("X_LARGE", 80, "i3.16xlarge"),
    XXL("2X_LARGE", 144, "i3.16xlarge"),
    XXXL("3X_LARGE", 272, "i3.16xlarge"),
    XXXXL("4X_LARGE", 528, "i3.16xlarge");

    private final String label;
    private final int dbuPerHour;
    private final String nodeType;

    WarehouseSize(String label, int dbuPerHour, String nodeType) {
        this.label = label;
        this.dbuPerHour = dbuPerHour;
        this.nodeType = nodeType;
    }

    public String label() {
        return label;
    }

    public int dbuPerHour() {
        return dbuPerHour;
    }

    /** The driver's node type, which the bill shows for all SQL warehouses. */
    public String nodeType() {
        return nodeType;
    }
}
