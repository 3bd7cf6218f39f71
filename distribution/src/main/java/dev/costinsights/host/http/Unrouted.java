package dev.costinsights.host.http;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what never reaches a route, because Jetty refuses it before: an address that is none, headers that are too long, a
 * version of HTTP that nobody speaks. Without it Jetty would send a page of its own. Called on Jetty's threads.
 */
final class Unrouted implements Request.Handler {

    private static final Map<Integer, String> ADVICE = Map.of(
            HttpStatus.BAD_REQUEST_400,
                    "send it as HTTP/1.1 has it; in an address write % and two digits for a byte of UTF-8",
            HttpStatus.URI_TOO_LONG_414, "an address may have 8 KiB",
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431, "address and headers may have 8 KiB together",
            HttpStatus.UPGRADE_REQUIRED_426, "call with HTTP/1.1",
            HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505, "call with HTTP/1.1",
            HttpStatus.EXPECTATION_FAILED_417, "leave out the header Expect");

    private final Map<String, String> headers;

    /** @param headers that every answer has */
    Unrouted(Map<String, String> headers) {
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ApiResponse answer = ApiResponse.problem(problem(response.getStatus(), reason(request)));
        headers.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private static String reason(Request request) {
        return request.getAttribute(ErrorHandler.ERROR_MESSAGE) instanceof String message ? message : "";
    }

    /** What Jetty says of a failure of its own is about the inside. */
    private static Problem problem(int status, String reason) {
        String advice = ADVICE.get(status);
        if (advice == null && HttpStatus.isServerError(status)) {
            return Problem.bug();
        }
        String phrase = reason.isEmpty() ? HttpStatus.getMessage(status) : reason;
        String detail = "the request cannot be taken: " + phrase + (advice == null ? "" : "; " + advice);
        return status == HttpStatus.BAD_REQUEST_400
                ? Problem.badRequest(detail)
                : new Problem(status, "refused", "The request is refused", detail);
    }
}
