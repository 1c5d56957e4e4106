package io.github.iwaspring.autoconfigure;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Scopes;
import io.github.iwaspring.entra.TypingSlip;
import io.github.iwaspring.support.LocalDataFolder;
import io.github.iwaspring.support.Rules;
import io.github.iwaspring.support.Rules.Refusal;
import org.jspecify.annotations.Nullable;

import static io.github.iwaspring.support.Rules.Rule.refuse;

/**
 * The step from bound properties to settings: everything is judged, and what is wrong is
 * reported together. Used once.
 */
final class IwaSettingsMapper {

	private static final Pattern NAME_CHARACTERS = Pattern.compile("[A-Za-z0-9._-]+");

	private static final Rules<String> CLIENT_ID = Rules.of(TypingSlip.refuse(),
			refuse((id) -> !NAME_CHARACTERS.matcher(id).matches(),
					"It contains a character other than letters, digits, hyphens, dots and underscores."));

	private static final Rules<String> CAPABILITY = Rules.of(refuse(String::isBlank, "It is empty."),
			TypingSlip.refuse(), refuse((capability) -> !NAME_CHARACTERS.matcher(capability).matches(),
					"It contains a character other than letters, digits, hyphens, dots and underscores."));

	private final Problems problems = new Problems();

	private final Values values = new Values(this.problems);

	private final KerberosProviders providers;

	IwaSettingsMapper(KerberosProviders providers) {
		this.providers = providers;
	}

	/**
	 * Judges the properties.
	 * @throws InvalidIwaPropertiesException if any of them is missing or refused
	 */
	IwaSettings map(IwaProperties properties) {
		return map(properties, List.of());
	}

	/**
	 * Judges the properties.
	 * @param renamed former names that are set, each of them a problem
	 * @throws InvalidIwaPropertiesException if any of them is missing or refused
	 */
	IwaSettings map(IwaProperties properties, List<RenamedProperty> renamed) {
		renamed.forEach(this.problems::renamed);
		Set<HostAndPort> trustedAuthorityHosts = hosts(IwaProperty.TRUSTED_AUTHORITY_HOSTS,
				properties.trustedAuthorityHosts());
		Authority authority = authority(properties, trustedAuthorityHosts);
		String clientId = this.values.required(IwaProperty.CLIENT_ID, properties.clientId(), CLIENT_ID);
		Set<String> scopes = scopes(properties.scopes());
		List<String> clientCapabilities = clientCapabilities(properties.clientCapabilities());
		String username = this.values.optional(IwaProperty.USERNAME, properties.username(),
				UserNames.USER_PRINCIPAL_NAME);
		String userDomain = this.values.optional(IwaProperty.USER_DOMAIN, properties.userDomain(), UserNames.DOMAIN);
		Set<HostAndPort> federationHosts = hosts(IwaProperty.FEDERATION_TRUSTED_HOSTS,
				properties.federation().trustedHosts());
		IwaSettings.Kerberos kerberos = new KerberosMapper(this.problems, this.providers).map(properties.kerberos());
		IwaSettings.Http http = http(properties.http());
		this.values.positive(IwaProperty.REFRESH_BEFORE_EXPIRY, properties.token().refreshBeforeExpiry());
		this.values.positive(IwaProperty.ACQUIRE_TIMEOUT, properties.token().acquireTimeout());
		Path tokenCache = new TokenCacheMapper(this.problems, LocalDataFolder.ofThisUser()).map(properties.tokenCache(),
				clientId);
		IwaSettings.Api api = api(properties.api());
		IwaSettings.Fallback fallback = new FallbackMapper(this.problems).map(properties.fallback());
		this.problems.throwIfAny();
		return new IwaSettings(Objects.requireNonNull(authority), Objects.requireNonNull(clientId), scopes,
				clientCapabilities, username, (userDomain != null) ? userDomain.toLowerCase(Locale.ROOT) : null,
				trustedAuthorityHosts, federationHosts, kerberos, http, properties.token().refreshBeforeExpiry(),
				properties.token().acquireTimeout(), tokenCache, api, fallback, properties.diagnostics().onStartup());
	}

	private @Nullable Authority authority(IwaProperties properties, Set<HostAndPort> trustedHosts) {
		String typed = properties.authority();
		if (typed == null || typed.isBlank()) {
			this.problems.missing(IwaProperty.AUTHORITY, typed);
			return null;
		}
		Refusal refusal = Authority.rules(trustedHosts, properties.clientId()).check(typed);
		if (refusal != null) {
			this.problems.refused(IwaProperty.AUTHORITY, typed, refusal);
			return null;
		}
		return Authority.parse(typed, trustedHosts.toArray(HostAndPort[]::new));
	}

	private Set<String> scopes(List<String> entries) {
		if (entries.stream().allMatch(String::isBlank)) {
			this.problems.missing(IwaProperty.SCOPES, entries.isEmpty() ? null : "");
			return Set.of();
		}
		Set<String> scopes = new LinkedHashSet<>();
		for (int index = 0; index < entries.size(); index++) {
			Refusal refusal = Scopes.RULES.check(entries.get(index));
			if (refusal != null) {
				this.problems.refused(IwaProperty.SCOPES, index, entries.get(index), refusal);
			}
			else {
				scopes.add(entries.get(index));
			}
		}
		Refusal together = Scopes.checkTogether(scopes);
		if (together != null) {
			this.problems.refused(IwaProperty.SCOPES, String.join(", ", entries), together);
		}
		return Collections.unmodifiableSet(scopes);
	}

	private List<String> clientCapabilities(List<String> entries) {
		for (int index = 0; index < entries.size(); index++) {
			Refusal refusal = CAPABILITY.check(entries.get(index));
			if (refusal != null) {
				this.problems.refused(IwaProperty.CLIENT_CAPABILITIES, index, entries.get(index), refusal);
			}
		}
		return List.copyOf(entries);
	}

	private IwaSettings.Http http(IwaProperties.Http http) {
		String bundle = http.ssl().bundle();
		return new IwaSettings.Http(this.values.positive(IwaProperty.CONNECT_TIMEOUT, http.connectTimeout()),
				this.values.positive(IwaProperty.READ_TIMEOUT, http.readTimeout()),
				this.values.positive(IwaProperty.MAX_RESPONSE_SIZE, http.maxResponseSize()),
				Values.isSet(bundle) ? bundle : null, new ProxyMapper(this.problems).map(http.proxy()));
	}

	private IwaSettings.Api api(IwaProperties.Api api) {
		String baseUrl = this.values.optional(IwaProperty.BASE_URL, api.baseUrl(), BaseUrl.RULES);
		return new IwaSettings.Api((baseUrl != null) ? URI.create(baseUrl) : null,
				hosts(IwaProperty.ALLOWED_HOSTS, api.allowedHosts()));
	}

	private Set<HostAndPort> hosts(IwaProperty property, List<String> entries) {
		return HostNames.read(property, entries, this.problems);
	}

}
