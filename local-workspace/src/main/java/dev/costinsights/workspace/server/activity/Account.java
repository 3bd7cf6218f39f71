package dev.costinsights.workspace.server.activity;

/** The names of the account and workspace that the server stands for. */
public final class Account {
    public static final String ID = "7f3b2c1d-5e4a-4b6f-9c8d-2a1b0c9d8e7f";
    public static final String WORKSPACE_ID = "6051921418418893";
    public static final String CLOUD = "AWS";
    public static final String REGION = "us-west-2";
    public static final String USER = "admin@example.com";
    public static final long USER_ID = 7_000_001;

    private Account() {}
}
