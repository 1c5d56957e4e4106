package io.github.iwaspring.directory;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The bounds of the wire.
 *
 * @param client the HTTP client, built when it is first needed; it must not follow
 * redirects
 * @param readTimeout the time from sending a request to the last byte of its answer
 * @param maxResponseSize the size of an answer's body, in bytes
 */
public record HttpSettings(Supplier<HttpClient> client, Duration readTimeout, long maxResponseSize) {

}
