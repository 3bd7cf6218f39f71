package dev.costinsights.plugin.sql.statements;

import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.GetStatementRequest;
import com.databricks.sdk.service.sql.StatementExecutionService;
import com.databricks.sdk.service.sql.StatementResponse;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.plugin.sql.tracking.Execution;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Passes each call on once; methods that a later SDK adds go straight through. */
final class ServiceHandler implements InvocationHandler {

    private final StatementExecutionService service;
    private final StatementTracking tracking;

    ServiceHandler(StatementExecutionService service, StatementTracking tracking) {
        this.service = service;
        this.tracking = tracking;
    }

    /** The service itself, where another engine has put one before it; null where this engine has. */
    StatementExecutionService behind(AttributionScope engine) {
        return tracking.isOf(engine) ? null : service;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> service.toString();
            };
        }
        Object argument = arguments == null || arguments.length != 1 ? null : arguments[0];
        if (argument instanceof ExecuteStatementRequest request) {
            return execute(method, request);
        }
        Object answer = call(method, arguments);
        if (argument instanceof GetStatementRequest request && answer instanceof StatementResponse response) {
            tracking.polled(request, response);
        }
        return answer;
    }

    private Object execute(Method method, ExecuteStatementRequest request) throws Throwable {
        Execution execution = tracking.begin();
        try {
            Object answer = call(method, new Object[] {tracking.tagged(request)});
            tracking.answered(execution, request, answer);
            return answer;
        } catch (Throwable e) {
            tracking.failed(execution, request);
            throw e;
        }
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(service, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
