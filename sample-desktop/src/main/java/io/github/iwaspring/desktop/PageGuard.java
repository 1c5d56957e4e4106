/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.desktop;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Lets in the page that this application opened, and nothing else.
 * <p>
 * A server on this machine can be reached by every program and every web page that runs
 * here. Other programs lack the session's cookie. Other pages lack the cookie and the
 * origin, and a page whose host name was pointed at this machine (DNS rebinding) lacks
 * the host.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageGuard implements WebFilter {

	static final String OPEN = "/open";

	private static final HttpStatusCode MISDIRECTED_REQUEST = HttpStatusCode.valueOf(421);

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private final PageKey key;

	PageGuard(PageKey key) {
		this.key = key;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		ServerHttpResponse response = exchange.getResponse();
		protect(response.getHeaders());
		int port = port(request);
		String host = only(request.getHeaders().get(HttpHeaders.HOST));
		if (!isFromThisMachine(request) || !isOurs(host, port)) {
			return refuse(response, MISDIRECTED_REQUEST, "This server answers to 127.0.0.1 and localhost only.");
		}
		if (!isRead(request.getMethod())
				&& !("http://" + host).equals(only(request.getHeaders().get(HttpHeaders.ORIGIN)))) {
			return refuse(response, HttpStatus.FORBIDDEN, "Only the page of this application may do that.");
		}
		String cookie = "iwa-desktop-" + port;
		if (request.getMethod().equals(HttpMethod.GET) && request.getPath().value().equals(OPEN)) {
			return open(request, response, cookie);
		}
		HttpCookie presented = request.getCookies().getFirst(cookie);
		if (presented == null || !this.key.opens(presented.getValue())) {
			return refuse(response, HttpStatus.UNAUTHORIZED, "This page belongs to the application that opened it. "
					+ "Start the application again to get a new page.");
		}
		return chain.filter(exchange);
	}

	/**
	 * Exchanges the key for the cookie. The redirect takes the key out of the address
	 * bar. Cookies of all ports share one jar, so the name of this one has the port.
	 */
	private Mono<Void> open(ServerHttpRequest request, ServerHttpResponse response, String cookie) {
		String session = this.key.exchange(request.getQueryParams().getFirst("key"));
		if (session == null) {
			return refuse(response, HttpStatus.UNAUTHORIZED,
					"This address is not valid, or was used before. An address works once; a second use also "
							+ "closes the page that the first one opened. Start the application again.");
		}
		response.addCookie(ResponseCookie.from(cookie, session).httpOnly(true).sameSite("Strict").path("/").build());
		response.setStatusCode(HttpStatus.SEE_OTHER);
		response.getHeaders().setLocation(URI.create("/"));
		return response.setComplete();
	}

	private static void protect(HttpHeaders headers) {
		headers.set("Content-Security-Policy", POLICY);
		headers.set("Cross-Origin-Opener-Policy", "same-origin");
		headers.set("Cross-Origin-Resource-Policy", "same-origin");
		headers.set("Referrer-Policy", "no-referrer");
		headers.set("X-Content-Type-Options", "nosniff");
		headers.setCacheControl("no-store");
	}

	private static boolean isFromThisMachine(ServerHttpRequest request) {
		InetSocketAddress remote = request.getRemoteAddress();
		return remote != null && remote.getAddress() != null && remote.getAddress().isLoopbackAddress();
	}

	private static int port(ServerHttpRequest request) {
		InetSocketAddress local = request.getLocalAddress();
		return (local != null) ? local.getPort() : -1;
	}

	private static boolean isOurs(@Nullable String host, int port) {
		return ("127.0.0.1:" + port).equals(host) || ("localhost:" + port).equals(host);
	}

	private static boolean isRead(HttpMethod method) {
		return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
	}

	private static @Nullable String only(@Nullable List<String> values) {
		return (values != null && values.size() == 1) ? values.get(0) : null;
	}

	private static Mono<Void> refuse(ServerHttpResponse response, HttpStatusCode status, String explanation) {
		response.setStatusCode(status);
		response.getHeaders().setContentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));
		byte[] text = (explanation + "\n").getBytes(StandardCharsets.UTF_8);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(text)));
	}

}
