package dev.costinsights.workspace.company;

import java.util.List;
import java.util.stream.Stream;

/** The account: four workspaces, and the people, robots and tools that work in them. */
public final class Company {
    public static final String ACCOUNT_ID = "7f3b2c1d-5e4a-4b6f-9c8d-2a1b0c9d8e7f";
    public static final String METASTORE_ID = "5d1f6a70-3c2b-4e19-8a77-0b9c8d7e6f51";

    public static final List<Workspace> WORKSPACES = List.of(
            new Workspace(0, "6051921418418893", "analytics-prod", "AWS", "US_WEST_OREGON", "ENTERPRISE", 100),
            new Workspace(1, "2548836972759138", "data-platform", "AWS", "US_EAST_N_VIRGINIA", "PREMIUM", 100),
            new Workspace(2, "7405605022154321", "emea", "AWS", "EUROPE_IRELAND", "ENTERPRISE", 130),
            new Workspace(3, "3141592653589793", "acquired-azure", "AZURE", "US_EAST", "PREMIUM", 110));

    public static final List<String> PEOPLE = Stream.of(
                    "ana.silva",
                    "bo.chen",
                    "carla.rossi",
                    "dmitri.ivanov",
                    "elif.kaya",
                    "fatima.diallo",
                    "george.owens",
                    "hana.suzuki",
                    "ivan.petrov",
                    "jun.park",
                    "karin.lindqvist",
                    "leo.martin",
                    "maya.patel",
                    "noah.weber",
                    "olga.nowak",
                    "priya.nair",
                    "quentin.dubois",
                    "rosa.alvarez",
                    "sam.taylor",
                    "tomas.novak",
                    "uma.rao",
                    "victor.hugo",
                    "wen.li",
                    "yara.haddad",
                    "zoe.kim")
            .map(name -> name + "@example.com")
            .toList();

    /** Service principals; identity columns hold their application id. */
    public static final List<String> SERVICE_PRINCIPALS = List.of(
            "0b6f1c1e-9a44-4d5c-8a0e-6f0c2b1d7a11",
            "1c7a2d2f-8b55-4e6d-9b1f-7a1d3c2e8b22",
            "2d8b3e3a-7c66-4f7e-8c2a-8b2e4d3f9c33",
            "3e9c4f4b-6d77-4a8f-9d3b-9c3f5e4a0d44");

    /** What GovCloud and FedRAMP accounts show instead of an identity. */
    public static final String REDACTED_IDENTITY = "__REDACTED__";

    /** Databricks' own principal, which runs predictive optimization. */
    public static final String DATABRICKS_PRINCIPAL = "9f3e0c52-1d7b-4c6e-8f0a-databricks00";

    public static final List<String> TEAMS =
            List.of("finance", "growth", "logistics", "ml-platform", "risk", "core-data");

    private Company() {}
}
