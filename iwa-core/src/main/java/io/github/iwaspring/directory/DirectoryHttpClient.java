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

package io.github.iwaspring.directory;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.support.RuntimeModule;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of msal4j. It recognises the protocol step of each request, and sends
 * nothing else.
 * <p>
 * A failure is thrown here, as an {@link IwaException}, before msal4j looks at the
 * response: msal4j would retry, remember and log it, or fail to parse it.
 */
public final class DirectoryHttpClient implements IHttpClient {

	private static final String SOAP = "application/soap+xml";

	private final Set<HostAndPort> authorityHosts;

	private final HttpTransport transport;

	private final WsTrustNegotiation wsTrust;

	private final EntraErrors errors;

	private final DiscoveryCache cache;

	/**
	 * Creates the client of an application.
	 * @param authority the authority
	 * @param clientId the application id
	 * @param federationHosts the hosts that may get a ticket besides that of the
	 * federation metadata
	 * @param settings how the directory is reached
	 * @param cache spares requests that were answered before
	 */
	public DirectoryHttpClient(Authority authority, String clientId, Set<HostAndPort> federationHosts,
			HttpSettings settings, DiscoveryCache cache) {
		this.errors = new EntraErrors(authority, clientId);
		this.authorityHosts = hosts(authority);
		this.transport = new HttpTransport(settings);
		this.cache = cache;
		this.wsTrust = new WsTrustNegotiation(this.transport, federationHosts);
	}

	private static Set<HostAndPort> hosts(Authority authority) {
		Cloud cloud = authority.cloud();
		if (cloud == null) {
			return Set.of(authority.host());
		}
		Set<HostAndPort> hosts = new HashSet<>();
		hosts.add(HostAndPort.parse(cloud.preferredHost()));
		cloud.aliases().forEach((alias) -> hosts.add(HostAndPort.parse(alias)));
		return Set.copyOf(hosts);
	}

	@Override
	public IHttpResponse send(HttpRequest msalRequest) {
		SignInContext context = SignInContext.current();
		DirectoryRequest request = recognise(msalRequest, context);
		context.enter(request);
		try {
			DirectoryResponse cached = this.cache.get(request);
			DirectoryResponse response = (cached != null) ? cached : send(request, msalRequest, context);
			context.responseReceived(request, response);
			String body = read(request, response, context);
			if (cached == null) {
				this.cache.put(request, response, body);
			}
			else {
				context.discoveryCacheUsed();
			}
			return toMsalResponse(response, body);
		}
		catch (IwaException ex) {
			if (DeviceCodeGrant.isTransient(request, ex) && !context.remaining().isNegative()) {
				context.slowDown().await(DeviceCodeGrant.demandsSlowDown(ex));
				return toMsalResponse(400, Map.of(), DeviceCodeGrant.POLL_AGAIN);
			}
			throw ex;
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			IwaException missing = RuntimeModule.explain(ex, request.step().stage());
			throw (missing != null) ? missing
					: request
						.failure(IwaErrorCode.UNEXPECTED,
								"The request failed inside this library (" + ex.getClass().getName() + ").")
						.action("Please report it, with the cause.")
						.cause(ex)
						.build();
		}
	}

	private DirectoryResponse send(DirectoryRequest request, HttpRequest msalRequest, SignInContext context) {
		return switch (request.step()) {
			case WS_TRUST -> this.wsTrust.send(request, toHttpRequest(msalRequest, msalRequest.body()), context);
			case TOKEN, DEVICE_CODE, DEVICE_TOKEN ->
				this.transport.send(request, toHttpRequest(msalRequest, form(msalRequest, context)).build(), context);
			case USER_REALM, FEDERATION_METADATA ->
				this.transport.send(request, toHttpRequest(msalRequest, msalRequest.body()).build(), context);
		};
	}

	/**
	 * Completes a form: puts the assertion into it, and adds the claims of the token
	 * request, for every grant alike: msal4j omits those of some grants, and passes on
	 * only the ones that it knows.
	 */
	private static @Nullable String form(HttpRequest msalRequest, SignInContext context) {
		String body = msalRequest.body();
		if (body == null) {
			return null;
		}
		WsTrustResponse issued = context.issued();
		String form = (issued != null) ? issued.addTo(body) : body;
		String claims = context.tokenRequest().claims();
		return (claims != null) ? ClaimsParameter.addTo(form, claims) : form;
	}

	/**
	 * Checks a response.
	 * @return its body, normalized for msal4j
	 */
	private String read(DirectoryRequest request, DirectoryResponse response, SignInContext context) {
		return switch (request.step()) {
			case USER_REALM -> {
				UserRealm realm = UserRealm.read(request, response);
				context.federationMetadata(realm.federationMetadata());
				yield realm.body();
			}
			case FEDERATION_METADATA ->
				FederationMetadata.normalize(request, response, (address) -> this.wsTrust.isTrusted(address, context));
			case WS_TRUST -> {
				WsTrustResponse issued = WsTrustResponse.read(request, response, context, this.errors);
				context.issued(issued);
				yield issued.toMsalResponse();
			}
			case TOKEN -> TokenResponse.read(request, response, this.errors, context.tokenRequest());
			case DEVICE_CODE -> DeviceCodeGrant.readCode(request, response, this.errors, context.tokenRequest());
			case DEVICE_TOKEN ->
				DeviceCodeGrant.readToken(request, response, this.errors, context.tokenRequest(), context.slowDown());
		};
	}

	/**
	 * Passes a response on, without its {@code Retry-After}: msal4j would refuse further
	 * requests of this client, and of others in the JVM, until that time.
	 */
	private static IHttpResponse toMsalResponse(DirectoryResponse response, String body) {
		Map<String, List<String>> headers = new HashMap<>(response.headers().map());
		headers.keySet().removeIf("Retry-After"::equalsIgnoreCase);
		return toMsalResponse(response.status(), headers, body);
	}

	private static IHttpResponse toMsalResponse(int status, Map<String, List<String>> headers, String body) {
		HttpResponse response = new HttpResponse().statusCode(status).body(body);
		response.addHeaders(headers);
		return response;
	}

	private DirectoryRequest recognise(HttpRequest msalRequest, SignInContext context) {
		URI url = URI.create(msalRequest.url().toString());
		ProtocolStep step = "https".equals(url.getScheme()) ? stepOf(msalRequest, url, context) : null;
		if (step == null) {
			throw IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
				.description("msal4j wanted to send a request to " + url.getHost()
						+ " that is not a protocol step of a sign-in; it was not sent.")
				.action("Please report it, with the versions of msal4j and of this library.")
				.local()
				.build();
		}
		return new DirectoryRequest(step, msalRequest.httpMethod().methodName, url);
	}

	private @Nullable ProtocolStep stepOf(HttpRequest msalRequest, URI url, SignInContext context) {
		boolean get = msalRequest.httpMethod() == HttpMethod.GET;
		URI metadata = context.federationMetadata();
		if (metadata != null) {
			if (get && url.equals(metadata)) {
				return ProtocolStep.FEDERATION_METADATA;
			}
			if (!get && contentType(msalRequest).startsWith(SOAP)) {
				return ProtocolStep.WS_TRUST;
			}
		}
		HostAndPort target = HostAndPort.of(url);
		if (target == null || !this.authorityHosts.contains(target)) {
			return null;
		}
		if (get && url.getPath().startsWith("/common/userrealm/")) {
			return ProtocolStep.USER_REALM;
		}
		if (!get && url.getPath().endsWith("/oauth2/v2.0/devicecode")) {
			return ProtocolStep.DEVICE_CODE;
		}
		if (!get && url.getPath().endsWith("/oauth2/v2.0/token")) {
			return hasDeviceCode(msalRequest.body()) ? ProtocolStep.DEVICE_TOKEN : ProtocolStep.TOKEN;
		}
		return null;
	}

	private static boolean hasDeviceCode(@Nullable String body) {
		return body != null && Arrays.asList(body.split("&")).contains("grant_type=device_code");
	}

	private static String contentType(HttpRequest msalRequest) {
		return headers(msalRequest).entrySet()
			.stream()
			.filter((header) -> header.getKey().equalsIgnoreCase("Content-Type"))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse("");
	}

	private static java.net.http.HttpRequest.Builder toHttpRequest(HttpRequest msalRequest, @Nullable String body) {
		java.net.http.HttpRequest.Builder request = java.net.http.HttpRequest
			.newBuilder(URI.create(msalRequest.url().toString()));
		headers(msalRequest).forEach((name, value) -> {
			// the user's name, sent for routing, may have characters that no header holds
			if (StandardCharsets.US_ASCII.newEncoder().canEncode(value)) {
				request.setHeader(name, name.equalsIgnoreCase(Msal4jVersion.HEADER) ? Msal4jVersion.get() : value);
			}
		});
		return request.method(msalRequest.httpMethod().methodName,
				(body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
	}

	private static Map<String, String> headers(HttpRequest msalRequest) {
		Map<String, String> headers = msalRequest.headers();
		return (headers != null) ? headers : Map.of();
	}

}
