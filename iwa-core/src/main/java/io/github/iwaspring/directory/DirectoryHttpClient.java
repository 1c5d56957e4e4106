package io.github.iwaspring.directory;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
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
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of msal4j: sends each request as the hop that it is, and nothing that
 * is no hop.
 * <p>
 * What goes wrong is thrown here, as an {@link IwaException}, before msal4j looks at the
 * answer: msal4j would retry, remember and log it, or stumble over it.
 */
public final class DirectoryHttpClient implements IHttpClient {

	private static final String SOAP = "application/soap+xml";

	private final Set<HostAndPort> authorityHosts;

	private final HttpTransport wire;

	private final WsTrustNegotiation wsTrust;

	private final EntraErrors errors;

	private final DiscoveryCache memory;

	/**
	 * Creates the client.
	 * @param registration the application that signs in
	 * @param authorityHosts the hosts of the authority: its own and its cloud's aliases
	 * @param federationHosts the hosts that may get a ticket beside that of the metadata
	 * @param settings the bounds of the wire
	 * @param memory spares questions that were answered before
	 */
	public DirectoryHttpClient(Registration registration, Set<HostAndPort> authorityHosts,
			Set<HostAndPort> federationHosts, HttpSettings settings, DiscoveryCache memory) {
		this.errors = new EntraErrors(registration);
		this.authorityHosts = Set.copyOf(authorityHosts);
		this.wire = new HttpTransport(settings);
		this.memory = memory;
		this.wsTrust = new WsTrustNegotiation(this.wire, federationHosts);
	}

	@Override
	public IHttpResponse send(HttpRequest request) {
		SignInContext conversation = SignInContext.current();
		DirectoryRequest exchange = recognise(request, conversation);
		conversation.enter(exchange);
		try {
			DirectoryResponse known = this.memory.recall(exchange);
			DirectoryResponse answer = (known != null) ? known : ask(exchange, request, conversation);
			conversation.answered(exchange, answer);
			String body = read(exchange, answer, conversation);
			if (known == null) {
				this.memory.keep(exchange, answer, body);
			}
			else {
				conversation.recalled();
			}
			return toMsal(answer, body);
		}
		catch (IwaException ex) {
			if (exchange.hop() == ProtocolStep.DEVICE_TOKEN && DeviceTokenResponse.mayPass(ex)
					&& !conversation.remaining().isNegative()) {
				conversation.slowDown().await(DeviceTokenResponse.asksForTime(ex));
				return toMsal(DeviceTokenResponse.ASK_AGAIN);
			}
			throw ex;
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			throw exchange
				.failure(IwaErrorCode.UNEXPECTED, "failed inside this library (" + ex.getClass().getName() + ").")
				.action("Please report it, with the cause.")
				.cause(ex)
				.build();
		}
	}

	private DirectoryResponse ask(DirectoryRequest exchange, HttpRequest request, SignInContext conversation) {
		return (exchange.hop() == ProtocolStep.WS_TRUST)
				? this.wsTrust.send(exchange, toWire(request, request.body()), conversation) : this.wire.send(exchange,
						toWire(request, body(exchange, request, conversation)).build(), conversation);
	}

	/**
	 * The body of a request. The claims that a token is asked for are put in here, for
	 * every grant alike: msal4j drops those of a silent request and of a request for a
	 * device code, and reads only what it knows of the others.
	 */
	private static @Nullable String body(DirectoryRequest exchange, HttpRequest request, SignInContext conversation) {
		String body = request.body();
		String claims = conversation.asked().claims();
		boolean asks = exchange.hop() == ProtocolStep.TOKEN || exchange.hop() == ProtocolStep.DEVICE_CODE
				|| exchange.hop() == ProtocolStep.DEVICE_TOKEN;
		return (asks && body != null && claims != null) ? ClaimsParameter.addTo(body, claims) : body;
	}

	/**
	 * Checks an answer.
	 * @return its body, in the form that msal4j is sure to read
	 */
	private String read(DirectoryRequest exchange, DirectoryResponse answer, SignInContext conversation) {
		return switch (exchange.hop()) {
			case USER_REALM -> {
				conversation.federationMetadata(UserRealm.federationMetadata(exchange, answer));
				yield answer.body();
			}
			case FEDERATION_METADATA ->
				FederationMetadata.metadata(exchange, answer, (address) -> this.wsTrust.trusts(address, conversation));
			case WS_TRUST -> WsTrustResponse.assertion(exchange, answer, conversation.isBound());
			case TOKEN -> TokenResponse.read(exchange, answer, this.errors, conversation.asked());
			case DEVICE_CODE -> DeviceCodeResponse.read(exchange, answer, this.errors, conversation.asked());
			case DEVICE_TOKEN ->
				DeviceTokenResponse.read(exchange, answer, this.errors, conversation.asked(), conversation.slowDown());
		};
	}

	/**
	 * Hands an answer over, without its {@code Retry-After}: msal4j would refuse further
	 * requests of this client, and of others in the JVM, until that time.
	 */
	private static IHttpResponse toMsal(DirectoryResponse answer, String body) {
		Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
		headers.keySet().removeIf("Retry-After"::equalsIgnoreCase);
		HttpResponse response = new HttpResponse().statusCode(answer.status()).body(body);
		response.addHeaders(headers);
		return response;
	}

	/**
	 * An answer in the place of one that did not come.
	 */
	private static IHttpResponse toMsal(String refusal) {
		HttpResponse response = new HttpResponse().statusCode(400).body(refusal);
		response.addHeaders(Map.of());
		return response;
	}

	private DirectoryRequest recognise(HttpRequest request, SignInContext conversation) {
		URI url = URI.create(request.url().toString());
		ProtocolStep hop = "https".equals(url.getScheme()) ? hopOf(request, url, conversation) : null;
		if (hop == null) {
			throw IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
				.description("msal4j asked for a request to " + url.getHost()
						+ " that belongs to no hop of a sign-in; it was not sent.")
				.action("Please report it, with the versions of msal4j and of this library.")
				.build();
		}
		return new DirectoryRequest(hop, request.httpMethod().methodName, url);
	}

	private @Nullable ProtocolStep hopOf(HttpRequest request, URI url, SignInContext conversation) {
		boolean get = request.httpMethod() == HttpMethod.GET;
		URI metadata = conversation.federationMetadata();
		if (metadata != null) {
			if (get && url.equals(metadata)) {
				return ProtocolStep.FEDERATION_METADATA;
			}
			if (!get && contentType(request).startsWith(SOAP)) {
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
			return asksForDevice(request.body()) ? ProtocolStep.DEVICE_TOKEN : ProtocolStep.TOKEN;
		}
		return null;
	}

	private static boolean asksForDevice(@Nullable String body) {
		return body != null && Arrays.asList(body.split("&")).contains("grant_type=device_code");
	}

	private static String contentType(HttpRequest request) {
		return headers(request).entrySet()
			.stream()
			.filter((header) -> header.getKey().equalsIgnoreCase("Content-Type"))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse("");
	}

	private static java.net.http.HttpRequest.Builder toWire(HttpRequest request, @Nullable String body) {
		java.net.http.HttpRequest.Builder wire = java.net.http.HttpRequest
			.newBuilder(URI.create(request.url().toString()));
		headers(request).forEach((name, value) -> {
			// the name of the user, for routing, may be more than a header can hold
			if (StandardCharsets.US_ASCII.newEncoder().canEncode(value)) {
				wire.setHeader(name, name.equalsIgnoreCase(Msal4jVersion.HEADER) ? Msal4jVersion.get() : value);
			}
		});
		return wire.method(request.httpMethod().methodName,
				(body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
	}

	private static Map<String, String> headers(HttpRequest request) {
		Map<String, String> headers = request.headers();
		return (headers != null) ? headers : Map.of();
	}

}
