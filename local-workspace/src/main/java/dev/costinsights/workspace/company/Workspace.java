package dev.costinsights.workspace.company;

/**
 * A workspace of the company.
 *
 * @param cloud AWS or AZURE
 * @param region as SKU names spell it, e.g. US_EAST_N_VIRGINIA
 * @param tier of its SKUs; Azure has no ENTERPRISE
 * @param pricePercent list prices of its region, in percent of the base price
 */
public record Workspace(int index, String id, String name, String cloud, String region, String tier, int pricePercent) {
    public boolean isAzure() {
        return cloud.equals("AZURE");
    }
}
