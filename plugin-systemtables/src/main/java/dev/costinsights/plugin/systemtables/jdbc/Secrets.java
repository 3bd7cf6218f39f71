package dev.costinsights.plugin.systemtables.jdbc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens that were used, so that no message can show one, whichever way it is written. Any number of threads. */
final class Secrets {

    /** A shorter one would blot out ordinary words. */
    private static final int SHORTEST = 4;

    private final Set<String> forms = ConcurrentHashMap.newKeySet();

    void add(String token) {
        if (token != null && token.length() >= SHORTEST) {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            forms.add(token);
            forms.add(URLEncoder.encode(token, StandardCharsets.UTF_8));
            forms.add(Base64.getEncoder().encodeToString(bytes));
            forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
    }

    String mask(String text) {
        String masked = text;
        for (String form : forms) {
            masked = masked.replace(form, "***");
        }
        return masked;
    }
}
