package io.github.iwaspring.prompt;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Where a person may be sent to enter a device code: to the authority, and for
 * Microsoft's clouds to the short addresses that Microsoft publishes for it
 * ("https://microsoft.com/devicelogin" in "Microsoft identity platform and the OAuth 2.0
 * device authorization grant flow").
 */
public final class VerificationAddress {

	private static final Set<HostAndPort> SHORT_HOSTS = Set.of(HostAndPort.parse("microsoft.com"),
			HostAndPort.parse("www.microsoft.com"), HostAndPort.parse("aka.ms"));

	/**
	 * The page of each cloud: devicelogin, deviceloginus, deviceloginchina.
	 */
	private static final Pattern SHORT_PATH = Pattern.compile("/devicelogin[a-z]{0,10}/?");

	private static final Pattern PLAIN = Pattern.compile("https://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9._~/-]*)?");

	private VerificationAddress() {
	}

	/**
	 * Judges an address.
	 * @param typed the address, as the directory named it
	 * @param authority the authority that named it
	 * @return the address, or {@code null} if nobody may be sent there
	 */
	public static @Nullable URI judge(@Nullable String typed, Authority authority) {
		if (typed == null || !PLAIN.matcher(typed).matches()) {
			return null;
		}
		URI address;
		try {
			address = URI.create(typed);
		}
		catch (IllegalArgumentException notAnAddress) {
			return null;
		}
		HostAndPort host = HostAndPort.of(address);
		return (host != null && leads(host, address.getPath(), authority)) ? address : null;
	}

	private static boolean leads(HostAndPort host, String path, Authority authority) {
		Cloud cloud = authority.cloud();
		if (cloud == null) {
			return host.equals(authority.host());
		}
		return (SHORT_HOSTS.contains(host) && SHORT_PATH.matcher(path).matches())
				|| (host.equals(new HostAndPort(host.host(), 443)) && cloud == Cloud.ofHost(host.host()));
	}

}
