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

package io.github.iwaspring.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Malicious responses. {@link WhereTicketsGoTests} tests where a ticket may go.
 */
class HostileResponseTests {

	private static final int DEPTH = 100_000;

	private static final int REPETITIONS = 50;

	private static final long GROWTH = 16 * 1024 * 1024;

	private static final List<String> elsewhere = new CopyOnWriteArrayList<>();

	private static EmbeddedDirectory directory;

	private static HttpServer attacker;

	private Application application;

	@BeforeAll
	static void start() throws IOException {
		directory = EmbeddedDirectory.start();
		attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		attacker.createContext("/", (exchange) -> {
			elsewhere.add(exchange.getRequestURI().toString());
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		attacker.start();
	}

	@AfterAll
	static void stop() {
		attacker.stop(0);
		directory.close();
	}

	/**
	 * A new application asks for user realm and federation metadata.
	 */
	@BeforeEach
	void startApplication() {
		this.application = Application.start(directory.properties());
	}

	@AfterEach
	void reset() {
		this.application.close();
		Stream.of(Hop.values()).forEach((hop) -> directory.on(hop).reset());
	}

	@ParameterizedTest
	@EnumSource(value = Hop.class, names = { "METADATA", "WS_TRUST" })
	void deeplyNestedXmlIsRejected(Hop hop) {
		assertXmlRejected(hop, "<a>".repeat(DEPTH) + "</a>".repeat(DEPTH));
	}

	@ParameterizedTest
	@ValueSource(strings = { "RequestedSecurityToken>", "TokenType>", "NegotiateAuthentication" })
	void deeplyNestedXmlInRelevantElementIsRejected(String element) {
		Hop hop = element.endsWith(">") ? Hop.WS_TRUST : Hop.METADATA;
		directory.on(hop)
			.rewrite((body) -> body.replaceFirst("(?=</?(\\w+:)?" + element + ")",
					"<z>".repeat(DEPTH) + "</z>".repeat(DEPTH)));
		assertRejected(hop);
	}

	@Test
	void deeplyNestedFaultIsNotReadAsFault() {
		directory.on(Hop.WS_TRUST)
			.respond(Reply.of(500, "application/soap+xml",
					"<Fault>" + "<a>".repeat(DEPTH) + "</a>".repeat(DEPTH) + "</Fault>"));
		this.application.tokens().signOut();
		this.application.refused(IwaErrorCode.FEDERATION_UNAVAILABLE, Stage.WS_TRUST);
	}

	@Test
	void tagsInCommentAreSkipped() {
		directory.on(Hop.WS_TRUST)
			.rewrite((body) -> body.replaceFirst(">", "><!--" + "<RequestedSecurityToken>".repeat(40_000) + "-->"));
		this.application.tokens().signOut();
		assertThat(this.application.tokens().getToken()).isNotNull();
	}

	@ParameterizedTest
	@EnumSource(value = Hop.class, names = { "METADATA", "WS_TRUST" })
	void xmlEntitiesAreNotExpanded(Hop hop) {
		StringBuilder laughs = new StringBuilder("<!DOCTYPE lolz [<!ENTITY lol0 \"lol\">");
		for (int level = 1; level < 10; level++) {
			laughs.append("<!ENTITY lol%d \"%s\">".formatted(level, ("&lol" + (level - 1) + ";").repeat(10)));
		}
		assertXmlRejected(hop, laughs + "]><lolz>&lol9;</lolz>");
	}

	@ParameterizedTest
	@EnumSource(value = Hop.class, names = { "METADATA", "WS_TRUST" })
	void xmlReferencesAreNotFetched(Hop hop) {
		String url = "http://127.0.0.1:" + attacker.getAddress().getPort();
		assertXmlRejected(hop, "<!DOCTYPE a SYSTEM \"" + url + "/dtd\"><a/>");
		assertXmlRejected(hop, "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\"><!ENTITY y SYSTEM \"" + url
				+ "/entity\">]><a>&x;&y;</a>");
		assertXmlRejected(hop, "<!DOCTYPE a [<!ENTITY % p SYSTEM \"" + url + "/parameter\"> %p;]><a/>");
		directory.on(hop)
			.rewrite((body) -> "<?xml-stylesheet href=\"" + url
					+ "/style\"?><x xmlns:i=\"http://www.w3.org/2001/XInclude\">" + "<i:include href=\"" + url
					+ "/include\"/></x>");
		this.application.refused(
				(hop == Hop.METADATA) ? IwaErrorCode.FEDERATION_ENDPOINT_MISSING : IwaErrorCode.RESPONSE_INVALID,
				FaultMatrix.stageOf(hop));
		assertThat(elsewhere).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(value = Hop.class, names = { "USER_REALM", "TOKEN" })
	void deeplyNestedJsonIsRejected(Hop hop) {
		for (String body : List.of("[".repeat(9 * DEPTH), "{\"a\":".repeat(DEPTH),
				"{\"a\":" + "[".repeat(DEPTH) + "]".repeat(DEPTH) + "}")) {
			directory.on(hop).reset().respond(Reply.of(200, "application/json", body));
			assertThat(assertRejected(hop).retryAfter()).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e400", "-1e400", "1e-400", "NaN", "1E999999999" })
	void lifetimeOutOfRangeIsRejected(String number) {
		directory.on(Hop.TOKEN)
			.rewrite((body) -> body.replaceAll("\"expires_in\":\\s*\\d+", "\"expires_in\":" + number));
		assertRejected(Hop.TOKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "expires_in", "ext_expires_in", "refresh_in" })
	void numberOfHundredThousandDigitsIsRejected(String name) {
		directory.on(Hop.TOKEN)
			.rewrite((body) -> body.replaceAll("\"" + name + "\":\\s*\\d+,?", "")
				.replaceFirst("\\{", "{\"" + name + "\":" + "9".repeat(DEPTH) + ","));
		assertRejected(Hop.TOKEN);
	}

	@Test
	void duplicateJsonMemberCausesNoRequestElsewhere() {
		directory.on(Hop.USER_REALM)
			.rewrite((body) -> body.replaceFirst("}$",
					",\"federation_metadata_url\":\"http://127.0.0.1:" + attacker.getAddress().getPort() + "/mex\"}"));
		this.application.tokens().signOut();
		assertThat(this.application.refused(IwaErrorCode.FEDERATION_HOST_UNTRUSTED, Stage.USER_REALM)).isNotNull();
		assertThat(elsewhere).isEmpty();
	}

	@Test
	void repetitionDoesNotGrowMemory() {
		long before = usedMemory();
		for (int repetition = 0; repetition < REPETITIONS; repetition++) {
			directory.on(Hop.TOKEN).reset().fault(Fault.huge(10_000_000));
			this.application.tokens().signOut();
			this.application.refused(IwaErrorCode.RESPONSE_TOO_LARGE, Stage.TOKEN);
			directory.on(Hop.TOKEN).reset();
			deeplyNestedXmlIsRejected(Hop.WS_TRUST);
			directory.on(Hop.WS_TRUST).reset();
			deeplyNestedJsonIsRejected(Hop.TOKEN);
			directory.on(Hop.TOKEN).reset();
		}
		assertThat(usedMemory() - before).isLessThan(GROWTH);
	}

	private void assertXmlRejected(Hop hop, String body) {
		directory.on(hop).reset().respond(Reply.of(200, "application/soap+xml", body));
		assertRejected(hop);
		directory.on(hop).reset();
	}

	private IwaException assertRejected(Hop hop) {
		this.application.tokens().signOut();
		return this.application.refused(IwaErrorCode.RESPONSE_INVALID, FaultMatrix.stageOf(hop));
	}

	private static long usedMemory() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
