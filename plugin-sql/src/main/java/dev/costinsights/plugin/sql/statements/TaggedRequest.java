package dev.costinsights.plugin.sql.statements;

import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.QueryTag;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.plugin.sql.tags.QueryTags;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A caller's request with our tags beside his. His own object is never changed: another thread may use it. */
final class TaggedRequest {

    private TaggedRequest() {}

    static ExecuteStatementRequest of(
            ExecuteStatementRequest request, AttributionContext context, TagDialect dialect, Consumer<String> undone)
            throws ReflectiveOperationException {
        List<QueryTag> tags = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        if (request.getQueryTags() != null) {
            for (QueryTag tag : request.getQueryTags()) {
                tags.add(tag);
                taken.add(tag.getKey());
            }
        }
        Map<String, String> ours = QueryTags.fitting(context, dialect, taken, undone);
        if (ours.isEmpty()) {
            return request;
        }
        ours.forEach((key, value) -> tags.add(new QueryTag().setKey(key).setValue(value)));
        return copy(request).setQueryTags(tags);
    }

    /** Field by field, so that what a later SDK adds is copied too; the SDK's JSON would lose path parameters. */
    static ExecuteStatementRequest copy(ExecuteStatementRequest request) throws ReflectiveOperationException {
        ExecuteStatementRequest copy = new ExecuteStatementRequest();
        for (Field field : ExecuteStatementRequest.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                field.set(copy, field.get(request));
            }
        }
        return copy;
    }
}
