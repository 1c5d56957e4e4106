package io.github.iwaspring.kerberos;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.jspecify.annotations.Nullable;

/**
 * Credentials from the platform's GSSAPI, which knows every type of ticket cache that the
 * platform has: files, SSSD's KCM, the kernel's keyrings. The first use turns the GSSAPI
 * of the whole JVM. The platform's library keeps the tickets for services in that cache
 * itself. Not for Windows.
 */
public final class NativeKerberosCredentials implements KerberosCredentials {

	private static final Log logger = LogFactory.getLog(NativeKerberosCredentials.class);

	private static final String CONFIGURATION_VARIABLE = "KRB5_CONFIG";

	private final @Nullable String servicePrincipal;

	/**
	 * Creates the credentials. Nothing is read, and nothing of the JVM changed, before
	 * the first use.
	 * @param settings the service principal; the platform finds all else by itself
	 */
	public NativeKerberosCredentials(KerberosSettings settings) {
		this.servicePrincipal = settings.servicePrincipal();
		Path krb5Conf = settings.krb5Conf();
		if (krb5Conf != null && !krb5Conf.toString().equals(System.getenv(CONFIGURATION_VARIABLE))) {
			logger.warn("iwa.kerberos.krb5-conf has no effect on the platform's Kerberos. Set the environment variable "
					+ CONFIGURATION_VARIABLE + " to " + krb5Conf + " before the JVM starts.");
		}
	}

	@Override
	public KerberosIdentity current() {
		NativeCredentials.Holder holder = outsideAnySubject(() -> NativeCredentials.holder(NativeJgss.manager()));
		return new Identity(holder.principal(), holder.ticket(), this.servicePrincipal);
	}

	/**
	 * Tells of ticket caches in files only, see {@link Fingerprint#ofPlatform()}.
	 */
	@Override
	public Object fingerprint() {
		return Fingerprint.ofPlatform();
	}

	/**
	 * Runs an action without a Subject, since the JDK looks into one for credentials, and
	 * nowhere else.
	 */
	private static <T> T outsideAnySubject(Callable<T> action) {
		try {
			return Subjects.callAs(null, action);
		}
		catch (GSSException ex) {
			throw NativeFailures.ofCredentials(ex);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A principal. Its credentials are acquired by its name, which binds them: the
	 * default ones become another principal's with the next {@code kinit}, even in the
	 * midst of a sign-in.
	 */
	private record Identity(String principal, TicketDetails ticket,
			@Nullable String servicePrincipal) implements KerberosIdentity {

		@Override
		public SpnegoContext createContext(String host, Supplier<@Nullable ChannelBinding> binding) {
			ServiceName service = (this.servicePrincipal != null) ? ServiceName.parse(this.servicePrincipal)
					: ServiceName.ofHost(host);
			GSSManager manager = NativeJgss.manager();
			GSSCredential credential = outsideAnySubject(() -> NativeCredentials.named(manager, this.principal));
			return JgssSpnegoContext.with(credential, service);
		}

		@Override
		public String toString() {
			return "Identity";
		}

	}

}
