package io.github.iwaspring.signin;

import java.net.URL;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import io.github.iwaspring.directory.DiscoveryCache;
import io.github.iwaspring.entra.Authority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Session}, with a wire that plays a federation up to the request for
 * the token.
 */
class SessionTests {

	private static final String REALM = """
			{"account_type":"Federated","federation_protocol":"WSTrust","cloud_audience_urn":"urn:audience",
			 "federation_metadata_url":"https://sts.contoso.com/mex"}""";

	private static final String METADATA = """
			<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
					xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy"
					xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
					xmlns:http="http://schemas.microsoft.com/ws/06/2004/policy/http"
					xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/"
					xmlns:wsa10="http://www.w3.org/2005/08/addressing">
				<wsp:Policy wsu:Id="negotiate"><wsp:ExactlyOne><wsp:All><http:NegotiateAuthentication/></wsp:All>
				</wsp:ExactlyOne></wsp:Policy>
				<wsdl:binding name="windows"><wsp:PolicyReference URI="#negotiate"/>
					<soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/>
					<wsdl:operation name="Issue">
						<soap12:operation soapAction="http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue"/>
					</wsdl:operation>
				</wsdl:binding>
				<wsdl:service name="s"><wsdl:port name="p" binding="tns:windows"><wsa10:EndpointReference>
					<wsa10:Address>https://sts.contoso.com/windowstransport</wsa10:Address>
				</wsa10:EndpointReference></wsdl:port></wsdl:service>
			</wsdl:definitions>""";

	private static final String ASSERTION = """
			<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
					xmlns:trust="http://docs.oasis-open.org/ws-sx/ws-trust/200512"><s:Body>
				<trust:RequestSecurityTokenResponseCollection><trust:RequestSecurityTokenResponse>
					<trust:RequestedSecurityToken><saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion"/>
					</trust:RequestedSecurityToken>
					<trust:TokenType>urn:oasis:names:tc:SAML:1.0:assertion</trust:TokenType>
				</trust:RequestSecurityTokenResponse></trust:RequestSecurityTokenResponseCollection>
			</s:Body></s:Envelope>""";

	private final List<URL> requests = new CopyOnWriteArrayList<>();

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@CsvSource({ "login.microsoftonline.com, login.microsoftonline.com", "login.windows.net, login.microsoftonline.com",
			"login.microsoftonline.us, login.microsoftonline.us",
			"login.partner.microsoftonline.cn, login.partner.microsoftonline.cn",
			"login.sovcloud-identity.fr, login.sovcloud-identity.fr",
			"login-us.microsoftonline.com, login-us.microsoftonline.com" })
	void aKnownCloudNeedsNoDiscovery(String host, String preferredHost) {
		signIn("https://" + host + "/contoso.com/");
		assertThat(this.requests).extracting(URL::toString)
			.containsExactly("https://" + host + "/common/userrealm/alice%40contoso.com?api-version=1.0",
					"https://sts.contoso.com/mex", "https://sts.contoso.com/windowstransport",
					"https://" + preferredHost + "/contoso.com/oauth2/v2.0/token");
	}

	@Test
	void theWireIsUsedOnTheThreadThatAsks() {
		signIn("https://login.microsoftonline.com/contoso.com/");
		assertThat(this.threads).hasSize(4).containsOnly(Thread.currentThread());
	}

	private void signIn(String authority) {
		SignInSettings settings = new SignInSettings(Authority.parse(authority), "5a0c7e5e-0000-4000-8000-000000000000",
				List.of(), null, null, Set.of());
		Session session = new Session(settings, this::answer, new DiscoveryCache(InstantSource.system()), null);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> CallerThreadExecutor.join(session.client()
			.acquireToken(IntegratedWindowsAuthenticationParameters.builder(Set.of("User.Read"), "alice@contoso.com")
				.build())))
			.withStackTraceContaining("far enough");
	}

	private HttpResponse answer(HttpRequest request) {
		this.requests.add(request.url());
		this.threads.add(Thread.currentThread());
		return new HttpResponse().statusCode(200).body(switch (this.requests.size()) {
			case 1 -> REALM;
			case 2 -> METADATA;
			case 3 -> ASSERTION;
			default -> throw new IllegalStateException("far enough");
		});
	}

}
