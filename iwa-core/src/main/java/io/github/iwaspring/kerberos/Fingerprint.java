package io.github.iwaspring.kerberos;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import javax.security.auth.Subject;

import org.jspecify.annotations.Nullable;

/**
 * What can be seen of credentials in files, without a log-in and without asking anybody.
 * Two are equal as long as nothing has changed that a log-in rests on. Of a ticket cache
 * that is its principal and its ticket-granting ticket, which are read, since times and
 * sizes of files are coarse on some file systems; tickets for services, which come and go
 * with their use, do not count.
 *
 * @param ticketCache the ticket cache, or {@code null} if none can be read
 * @param keytab the keytab, or {@code null} if there is none
 * @param configuration the Kerberos configuration without what it includes, or
 * {@code null} if there is none
 */
record Fingerprint(@Nullable TicketCacheFile ticketCache, @Nullable FileStamp keytab,
		@Nullable FileStamp configuration) {

	/**
	 * Looks at what the JDK's Kerberos would log in with.
	 */
	static Fingerprint of(KerberosSettings settings) {
		Path keytab = settings.keytab();
		return new Fingerprint((keytab == null) ? TicketCaches.read(TicketCaches.locate(settings.ticketCache())) : null,
				(keytab != null) ? FileStamp.of(keytab) : null, configuration(settings.krb5Conf()));
	}

	/**
	 * Looks at the ticket cache that the platform's Kerberos uses if it is a file, the
	 * one of the environment or the usual one. Of another, and of one that only the
	 * configuration names, nothing is seen.
	 */
	static Fingerprint ofPlatform() {
		return new Fingerprint(TicketCaches.read(TicketCaches.locate(null)), null, null);
	}

	/**
	 * Whether a log-in rests on what was seen, and not on tickets from elsewhere, such as
	 * those of the system's own cache on Windows and macOS.
	 */
	boolean covers(Subject subject) {
		return this.keytab != null || (this.ticketCache != null && this.ticketCache.holdsTicketOf(subject));
	}

	/**
	 * Hides the principal and the paths, which may name the user.
	 */
	@Override
	public String toString() {
		return "Fingerprint[" + Integer.toHexString(hashCode()) + "]";
	}

	private static @Nullable FileStamp configuration(@Nullable Path configured) {
		if (configured != null) {
			return FileStamp.of(configured);
		}
		try {
			String ofJvm = System.getProperty(KerberosLogin.CONFIGURATION_PROPERTY);
			if (ofJvm != null) {
				return FileStamp.of(Path.of(ofJvm));
			}
			FileStamp ofJdk = FileStamp.of(Path.of(System.getProperty("java.home"), "conf", "security", "krb5.conf"));
			return (ofJdk != null) ? ofJdk : FileStamp.of(Path.of("/etc/krb5.conf"));
		}
		catch (InvalidPathException noFile) {
			return null;
		}
	}

}
