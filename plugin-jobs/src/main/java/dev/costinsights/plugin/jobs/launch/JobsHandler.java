package dev.costinsights.plugin.jobs.launch;

import com.databricks.sdk.service.jobs.JobsService;
import dev.costinsights.core.context.AttributionScope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Passes each call on once; methods that a later SDK adds go straight through. */
final class JobsHandler implements InvocationHandler {

    private final JobsService service;
    private final RunTracking tracking;

    JobsHandler(JobsService service, RunTracking tracking) {
        this.service = service;
        this.tracking = tracking;
    }

    /** The service itself, where another engine has put one before it; null where this engine has. */
    JobsService behind(AttributionScope engine) {
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
        Object request = arguments == null || arguments.length != 1 ? null : arguments[0];
        Launch launch = tracking.begin(request);
        Object answer;
        try {
            answer = method.invoke(service, launch == null ? arguments : new Object[] {launch.request()});
        } catch (InvocationTargetException e) {
            tracking.failed(launch, request);
            throw e.getCause();
        }
        tracking.answered(launch, request, answer);
        return answer;
    }
}
