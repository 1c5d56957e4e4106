package io.github.iwaspring.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.authority.TypingSlip;
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

	private static final TextRule PATH = TextRule.no(TypingSlip.PLACEHOLDER);

	private static final TextRule TICKET_CACHE = TextRule.inOrder(PATH, TextRule.no(TypingSlip.CONTROL),
			TextRule.refuse((cache) -> !typeOf(cache).equals("FILE"),
					"Only a cache of type FILE can be read: Java knows no KCM, KEYRING, API, DIR or MEMORY cache."),
			TextRule.refuse((cache) -> fileOf(cache) == null, "It names no file."));

	private final Problems problems;

	KerberosMapper(Problems problems) {
		this.problems = problems;
	}

	IwaSettings.Kerberos map(IwaProperties.Kerberos kerberos) {
		Values values = new Values(this.problems);
		String ticketCache = values.optional(IwaProperty.TICKET_CACHE, kerberos.ticketCache(), TICKET_CACHE);
		Path keytab = path(IwaProperty.KEYTAB, kerberos.keytab());
		String principal = values.optional(IwaProperty.PRINCIPAL, kerberos.principal(), UserNames.KERBEROS_PRINCIPAL);
		if (keytab != null && !Values.isSet(kerberos.principal())) {
			this.problems.missing(IwaProperty.PRINCIPAL, IwaProperty.KEYTAB, kerberos.principal());
		}
		if (keytab != null && ticketCache != null) {
			this.problems.refused(IwaProperty.TICKET_CACHE, ticketCache, new Objection(
					"It cannot be combined with iwa.kerberos.keytab: the two may belong to different users."));
		}
		return new IwaSettings.Kerberos((ticketCache != null) ? fileOf(ticketCache) : null, keytab, principal,
				path(IwaProperty.KRB5_CONF, kerberos.krb5Conf()),
				values.optional(IwaProperty.SERVICE_PRINCIPAL, kerberos.servicePrincipal(), UserNames.SERVICE));
	}

	private @Nullable Path path(IwaProperty property, @Nullable Path path) {
		if (path == null || path.toString().isBlank()) {
			return null;
		}
		Objection objection = PATH.check(path.toString());
		if (objection != null) {
			this.problems.refused(property, path.toString(), objection);
		}
		return path;
	}

	private static String typeOf(String cache) {
		Matcher typed = TYPE.matcher(cache);
		return typed.matches() ? typed.group(1).toUpperCase(Locale.ROOT) : "FILE";
	}

	private static @Nullable Path fileOf(String cache) {
		Matcher typed = TYPE.matcher(cache);
		String file = typed.matches() ? typed.group(2) : cache;
		try {
			return file.isBlank() ? null : Path.of(file);
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

}
