package dev.costinsights.workspace.server.http;

import java.util.Map;

/** What a request gets instead of an answer: status, error code and message, worded as Databricks words them. */
public final class ApiError extends RuntimeException {
    private final int status;
    private final String code;
    private final Map<String, String> headers;

    public ApiError(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    public ApiError(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = Map.copyOf(headers);
    }

    /** 404: nothing has this id. */
    public static ApiError missing(String message) {
        return new ApiError(404, "RESOURCE_DOES_NOT_EXIST", message);
    }

    /** 400: the message names the field. */
    public static ApiError invalid(String message) {
        return new ApiError(400, "INVALID_PARAMETER_VALUE", message);
    }

    /** 409: something with this name or in this state is there already. */
    public static ApiError conflict(String code, String message) {
        return new ApiError(409, code, message);
    }

    public Reply reply() {
        return Reply.json(status, Json.object().put("error_code", code).put("message", getMessage()))
                .with(headers);
    }
}
