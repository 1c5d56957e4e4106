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

package io.github.iwaspring.test.adfs;

import java.time.Duration;
import java.util.Base64;

import io.github.iwaspring.test.adfs.SamlIssuer.Assertion;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.http.Responder;
import io.github.iwaspring.test.kerberos.SpnegoAcceptor;
import io.github.iwaspring.test.kerberos.SpnegoAcceptor.Accepted;
import io.github.iwaspring.test.support.Xml;
import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint for Windows credentials, which issues an assertion about the principal of
 * a Kerberos ticket. Nothing but the ticket decides whom the assertion is about.
 */
final class WsTrustEndpoint implements Responder {

	private static final String SCHEME = "Negotiate ";

	private static final Duration ASSERTION_LIFETIME = Duration.ofHours(1);

	private static final String ENVELOPE = """
			<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">\
			<s:Header><a:Action s:mustUnderstand="1">%s</a:Action><a:RelatesTo>%s</a:RelatesTo></s:Header>\
			<s:Body>%s</s:Body></s:Envelope>""";

	private static final String COLLECTION = """
			<t:RequestSecurityTokenResponseCollection xmlns:t="%s">%s</t:RequestSecurityTokenResponseCollection>""";

	private static final String RESPONSE = """
			<t:RequestSecurityTokenResponse xmlns:t="%1$s"><t:Lifetime>\
			<wsu:Created xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">%2$s\
			</wsu:Created>\
			<wsu:Expires xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">%3$s\
			</wsu:Expires></t:Lifetime><wsp:AppliesTo xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy">\
			<wsa:EndpointReference xmlns:wsa="http://www.w3.org/2005/08/addressing"><wsa:Address>%4$s</wsa:Address>\
			</wsa:EndpointReference></wsp:AppliesTo><t:RequestedSecurityToken>%5$s</t:RequestedSecurityToken>\
			<t:TokenType>%8$s</t:TokenType><t:RequestType>%6$s</t:RequestType>\
			<t:KeyType>%7$s</t:KeyType></t:RequestSecurityTokenResponse>""";

	private final WsTrustVersion version;

	private final String address;

	private final Tenant tenant;

	private final SpnegoAcceptor acceptor;

	private final SamlIssuer issuer;

	private final String audience;

	WsTrustEndpoint(WsTrustVersion version, String address, Tenant tenant, SpnegoAcceptor acceptor, SamlIssuer issuer,
			String audience) {
		this.version = version;
		this.address = address;
		this.tenant = tenant;
		this.acceptor = acceptor;
		this.issuer = issuer;
		this.audience = audience;
	}

	@Override
	public Reply respond(Request request) {
		Accepted client = authenticate(this.acceptor, request.header("Authorization"));
		if (client == null) {
			return Reply.challenge();
		}
		return withProof(issue(request, client.principal()), client);
	}

	static Reply withProof(Reply reply, Accepted client) {
		byte[] proof = client.token();
		return (proof != null)
				? reply.withHeader("WWW-Authenticate", SCHEME + Base64.getEncoder().encodeToString(proof)) : reply;
	}

	static @Nullable Accepted authenticate(SpnegoAcceptor acceptor, @Nullable String authorization) {
		if (authorization == null || !authorization.startsWith(SCHEME)) {
			return null;
		}
		try {
			return acceptor.accept(Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip()));
		}
		catch (GSSException | IllegalArgumentException ex) {
			return null;
		}
	}

	private Reply issue(Request request, String principal) {
		try {
			SoapEnvelope envelope = SoapEnvelope.read(this.version, request.body());
			envelope.check(this.address, this.audience);
			User user = this.tenant.userOfPrincipal(principal);
			if (user == null || user.standing() == User.Standing.DENIED_BY_FEDERATION) {
				throw AdfsError.accessDenied(this.version);
			}
			return Reply.of(200, SoapEnvelope.CONTENT_TYPE,
					response(this.issuer.issue(user, this.audience, ASSERTION_LIFETIME), envelope.messageId()));
		}
		catch (AdfsError error) {
			return error.reply();
		}
	}

	private String response(Assertion assertion, @Nullable String messageId) {
		return response(this.version, assertion, this.audience, messageId);
	}

	static String response(WsTrustVersion version, Assertion assertion, String audience, @Nullable String messageId) {
		String namespace = version.namespace();
		String response = RESPONSE.formatted(namespace, assertion.issuedAt(), assertion.expiresAt(),
				Xml.escape(audience), assertion.xml(), version.issueType(), version.bearerKeyType(),
				assertion.version().namespace());
		String body = (version == WsTrustVersion.V1_3) ? COLLECTION.formatted(namespace, response) : response;
		return ENVELOPE.formatted(version.responseAction(), Xml.escape((messageId != null) ? messageId : ""), body);
	}

}
