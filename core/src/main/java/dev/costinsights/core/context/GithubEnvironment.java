package dev.costinsights.core.context;

import java.util.Map;

/** What GitHub Actions sets in every step: {@code GITHUB_*}. The job is the workflow, under its repository. */
final class GithubEnvironment {

    private GithubEnvironment() {}

    static AttributionContext read(Map<String, String> variables) {
        if (!"true".equals(variables.get("GITHUB_ACTIONS"))) {
            return AttributionContext.EMPTY;
        }
        String repository = variables.get("GITHUB_REPOSITORY");
        String workflow = variables.get("GITHUB_WORKFLOW");
        return AttributionContext.builder()
                .orchestrator("github_actions")
                .job(repository == null || workflow == null ? workflow : repository + "/" + workflow)
                .run(variables.get("GITHUB_RUN_ID"))
                .label("job", variables.get("GITHUB_JOB"))
                .label("attempt", variables.get("GITHUB_RUN_ATTEMPT"))
                .label("ref", variables.get("GITHUB_REF_NAME"))
                .label("commit", variables.get("GITHUB_SHA"))
                .build();
    }
}
