package dev.costinsights.host.http;

import dev.costinsights.host.run.RunningBackfills;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says how the host keeps its store up to date, and lets it do so now. */
public final class BackfillRoutes {

    public static final String PATH = "/api/v1/backfills";

    private static final int ACCEPTED = 202;

    private final Optional<RunningBackfills> backfills;

    private BackfillRoutes(Optional<RunningBackfills> backfills) {
        this.backfills = backfills;
    }

    /** @param backfills empty where the host does none */
    public static List<Route> of(Optional<RunningBackfills> backfills) {
        BackfillRoutes routes = new BackfillRoutes(backfills);
        return List.of(
                Route.get(PATH, Route.Access.TOKEN, request -> ApiResponse.json(200, routes.state())),
                Route.post(PATH, Route.Access.TOKEN, request -> routes.begin()));
    }

    private ApiResponse begin() {
        running().problem().ifPresent(reason -> {
            throw new ProblemException(Problem.unavailable(reason));
        });
        running().soon();
        return ApiResponse.json(ACCEPTED, state());
    }

    private Map<String, Object> state() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("enabled", backfills.isPresent());
        backfills.map(RunningBackfills::state).ifPresent(state -> put(members, state));
        return members;
    }

    private static void put(Map<String, Object> members, RunningBackfills.State state) {
        state.running().ifPresent(since -> members.put("running_since", since.toString()));
        state.last().ifPresent(last -> members.put("last", members(last)));
    }

    private RunningBackfills running() {
        return backfills.orElseThrow(() -> new ProblemException(
                Problem.unavailable("this host does not backfill; set backfill.every, or run cost-insights backfill")));
    }

    private static Map<String, Object> members(RunningBackfills.Ended last) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("started_at", last.started().toString());
        members.put("ended_at", last.ended().toString());
        members.put("outcome", last.outcome().name());
        members.put("changed_slices", last.changed());
        members.put("rows", last.rows());
        if (last.problem() != null) {
            members.put("problem", last.problem());
        }
        return members;
    }
}
