package io.github.iwaspring.autoconfigure;

import java.net.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import io.github.iwaspring.IwaErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link ProxyMapper}, {@link ConfiguredProxy} and {@link NonProxyHost}.
 */
class ProxyMapperTests {

	private final Problems problems = new Problems();

	@Test
	void withoutAnyPropertyThereIsNoProxy() {
		assertThat(map(null, null)).isNull();
		assertThat(map(" ", null)).isNull();
	}

	@Test
	void theProxyIsForEveryHostThatIsNotListed() {
		ConfiguredProxy selector = new ConfiguredProxy(map("Proxy.contoso.com", 8080, "adfs.contoso.com"));
		assertThat(selector.select(URI.create("https://login.microsoftonline.com/common"))).singleElement()
			.satisfies((proxy) -> {
				assertThat(proxy.type()).isEqualTo(Proxy.Type.HTTP);
				assertThat(proxy.address()).hasToString("Proxy.contoso.com/<unresolved>:8080");
			});
		assertThat(selector.select(URI.create("https://ADFS.contoso.com:8443/adfs"))).containsExactly(Proxy.NO_PROXY);
	}

	@ParameterizedTest
	@CsvSource({ "adfs.contoso.com, adfs.contoso.com, true", "ADFS.contoso.com, adfs.CONTOSO.com, true",
			"adfs.contoso.com, x.adfs.contoso.com, false", "adfs.contoso.com, adfs.contoso.com.example, false",
			"*.contoso.com, adfs.contoso.com, true", "*.contoso.com, a.b.contoso.com, true",
			"*.contoso.com, contoso.com, false", "*.contoso.com, evilcontoso.com, false",
			".contoso.com, adfs.contoso.com, true", ".contoso.com, contoso.com, false", "10.*, 10.1.2.3, true",
			"10.*, 100.1.2.3, false", "127.0.0.1, 127.0.0.1, true", "[::1], [::1], true",
			"adfs*, adfs2.contoso.com, true", "*contoso.com, contoso.com, true" })
	void hostsAreListedAsForTheJvm(String entry, String host, boolean matches) {
		assertThat(NonProxyHost.RULES.check(entry)).isNull();
		assertThat(NonProxyHost.parse(entry).matches(host)).isEqualTo(matches);
	}

	@ParameterizedTest
	@CsvSource({ "http://proxy.contoso.com:8080, URL", "alice:secret@proxy.contoso.com, credentials",
			"proxy.contoso.com:8080, port", "proxy_x.contoso.com, no host", "'proxy.contoso.com ', white space",
			"${PROXY}, placeholder", "-proxy, no host" })
	void aHostThatIsNoneIsRefused(String host, String reason) {
		assertThat(map(host, 8080)).isNull();
		assertProblem("iwa.http.proxy.host", IwaErrorCode.CONFIGURATION_REFUSED,
				(problem) -> problem.reason().contains(reason) && !problem.description().contains("secret"));
	}

	@ParameterizedTest
	@CsvSource({ "0", "-1", "65536" })
	void aPortThatIsNoneIsRefused(int port) {
		assertThat(map("proxy", port)).isNull();
		assertProblem("iwa.http.proxy.port", IwaErrorCode.CONFIGURATION_REFUSED,
				(problem) -> problem.action().contains("65535"));
	}

	@ParameterizedTest
	@CsvSource({ "' ', is empty", "*, neither", "a|b, JVM's", "a.*.b, neither", "10.0.0.0/8, network",
			"https://adfs.contoso.com, URL", "adfs:443, neither", "${ADFS}, placeholder" })
	void anEntryThatIsNoHostIsRefused(String entry, String reason) {
		map("proxy", 8080, "localhost", entry);
		assertProblem("iwa.http.proxy.non-proxy-hosts[1]", IwaErrorCode.CONFIGURATION_REFUSED,
				(problem) -> problem.reason().contains(reason));
	}

	@Test
	void aHostNeedsAPort() {
		assertThat(map("proxy", null)).isNull();
		assertProblem("iwa.http.proxy.port", IwaErrorCode.CONFIGURATION_MISSING, (problem) -> problem.description()
			.equals("iwa.http.proxy.port is required with iwa.http.proxy.host and not set."));
	}

	@Test
	void aPortNeedsAHost() {
		map(null, 8080, "localhost");
		assertProblem("iwa.http.proxy.host", IwaErrorCode.CONFIGURATION_MISSING,
				(problem) -> problem.description().contains("required with iwa.http.proxy.port"));
	}

	@Test
	void hostsThatPassTheProxyNeedAProxy() {
		map("", null, "localhost");
		assertProblem("iwa.http.proxy.host", IwaErrorCode.CONFIGURATION_MISSING,
				(problem) -> problem.description().contains("required with iwa.http.proxy.non-proxy-hosts"));
	}

	@Test
	void theLoopbackAddressesAreNotExemptByThemselves() {
		ConfiguredProxy selector = new ConfiguredProxy(map("proxy", 8080));
		assertThat(selector.select(URI.create("https://localhost/"))).doesNotContain(Proxy.NO_PROXY);
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> selector.select(null));
	}

	private IwaSettings.Proxy map(String host, Integer port, String... nonProxyHosts) {
		return new ProxyMapper(this.problems)
			.map(new IwaProperties.Proxy(host, port, List.copyOf(Arrays.asList(nonProxyHosts))));
	}

	private void assertProblem(String name, IwaErrorCode code, Predicate<Problem> expectation) {
		InvalidIwaPropertiesException failure = catchThrowableOfType(InvalidIwaPropertiesException.class,
				this.problems::throwIfAny);
		assertThat(failure.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.name()).isEqualTo(name);
			assertThat(problem.code()).isEqualTo(code);
			assertThat(problem).matches(expectation);
		});
	}

}
