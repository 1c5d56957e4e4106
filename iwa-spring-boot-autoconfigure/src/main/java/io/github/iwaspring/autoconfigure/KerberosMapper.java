package io.github.iwaspring.autoconfigure;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.TypingSlip;
import io.github.iwaspring.kerberos.ChannelBindingMode;
import io.github.iwaspring.kerberos.KerberosProvider;
import io.github.iwaspring.support.Rules;
import io.github.iwaspring.support.Rules.Refusal;
import io.github.iwaspring.support.Rules.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The step from the Kerberos properties to settings. Files need not exist yet: a ticket
 * cache comes with the log-in, and may come late.
 */
final class KerberosMapper {

	/**
	 * The type of a credentials cache. One letter is the drive of a Windows path.
	 */
	private static final Pattern TYPE = Pattern.compile("([A-Za-z][A-Za-z0-9]+):(.*)");

	private static final Rules<String> TICKET_CACHE = Rules
		.of(TypingSlip.refuse(TypingSlip.PLACEHOLDER), TypingSlip.refuse(TypingSlip.CONTROL), Rule.refuse(
				(cache) -> !typeOf(cache).equals("FILE"),
				"Only a cache of type FILE can be read by Java. For a KCM, KEYRING or DIR cache, remove this property,"
						+ " name the cache in the environment variable KRB5CCNAME,"
						+ " and set iwa.kerberos.provider=native."),
				Rule.refuse((cache) -> fileOf(cache) == null, "It names no file."));

	private final Problems problems;

	private final KerberosProviders providers;

	KerberosMapper(Problems problems, KerberosProviders providers) {
		this.problems = problems;
		this.providers = providers;
	}

	IwaSettings.Kerberos map(IwaProperties.Kerberos kerberos) {
		KerberosProvider provider = this.providers.choose(kerberos);
		ChannelBindingMode channelBinding = channelBinding(kerberos.channelBinding(), provider);
		Values values = new Values(this.problems);
		Path krb5Conf = values.path(IwaProperty.KRB5_CONF, kerberos.krb5Conf());
		String servicePrincipal = values.optional(IwaProperty.SERVICE_PRINCIPAL, kerberos.servicePrincipal(),
				UserNames.SERVICE);
		if (provider == KerberosProvider.NATIVE) {
			refuse(IwaProperty.TICKET_CACHE, kerberos.ticketCache(),
					"Remove it, and name another cache than the default one in the environment variable KRB5CCNAME");
			refuse(IwaProperty.KEYTAB, kerberos.keytab(), "Remove it");
			refuse(IwaProperty.PRINCIPAL, kerberos.principal(), "Remove it");
			return new IwaSettings.Kerberos(provider, null, null, null, krb5Conf, servicePrincipal, channelBinding);
		}
		String ticketCache = values.optional(IwaProperty.TICKET_CACHE, kerberos.ticketCache(), TICKET_CACHE);
		Path keytab = values.path(IwaProperty.KEYTAB, kerberos.keytab());
		String principal = values.optional(IwaProperty.PRINCIPAL, kerberos.principal(), UserNames.KERBEROS_PRINCIPAL);
		if (keytab != null && !Values.isSet(kerberos.principal())) {
			this.problems.missing(IwaProperty.PRINCIPAL, IwaProperty.KEYTAB, kerberos.principal());
		}
		if (keytab != null && ticketCache != null) {
			this.problems.refused(IwaProperty.TICKET_CACHE, ticketCache, new Refusal(
					"It cannot be combined with iwa.kerberos.keytab: the two may belong to different users."));
		}
		return new IwaSettings.Kerberos(provider, (ticketCache != null) ? fileOf(ticketCache) : null, keytab, principal,
				krb5Conf, servicePrincipal, channelBinding);
	}

	private ChannelBindingMode channelBinding(ChannelBindingMode mode, KerberosProvider provider) {
		if (mode == ChannelBindingMode.ALWAYS && !this.providers.canBind(provider)) {
			this.problems.refused(IwaProperty.CHANNEL_BINDING, "always", new Refusal(
					"Only the platform's Kerberos on Windows can bind a ticket to its TLS connection. The JDK's public"
							+ " API gives the binding the address type 255, where AD FS expects 0 (RFC 5929).",
					"auto"));
		}
		return mode;
	}

	/**
	 * Notes that a value is no use where the platform finds its credentials by itself.
	 */
	private void refuse(IwaProperty property, @Nullable String value, String instead) {
		if (value != null && !value.isBlank()) {
			this.problems.refused(property, value,
					new Refusal("It cannot be combined with iwa.kerberos.provider=native: the platform's Kerberos"
							+ " finds its credentials by itself. " + instead
							+ ", or set iwa.kerberos.provider to 'java'."));
		}
	}

	private static String typeOf(String cache) {
		Matcher typed = TYPE.matcher(cache);
		return typed.matches() ? typed.group(1).toUpperCase(Locale.ROOT) : "FILE";
	}

	private static @Nullable Path fileOf(String cache) {
		Matcher typed = TYPE.matcher(cache);
		String file = typed.matches() ? typed.group(2) : cache;
		return (Values.isSet(file) && Values.isPath(file)) ? Path.of(file) : null;
	}

}
