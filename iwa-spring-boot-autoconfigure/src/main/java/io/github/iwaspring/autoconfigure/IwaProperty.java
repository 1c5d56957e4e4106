package io.github.iwaspring.autoconfigure;

/**
 * The properties that are judged, in the order of a report, each with what it expects.
 */
enum IwaProperty {

	AUTHORITY("iwa.authority",
			"https://<host>/<tenant>/, where the host is one of a Microsoft cloud or is listed in"
					+ " iwa.trusted-authority-hosts, and the tenant is a domain name, a GUID or 'organizations';"
					+ " for example 'https://login.microsoftonline.com/contoso.com/'"),

	CLIENT_ID("iwa.client-id", "the application (client) id of the app registration"),

	SCOPES("iwa.scopes", "scopes of one resource; for example 'api://orders/.default', or 'User.Read' and 'Mail.Read'"),

	CLIENT_CAPABILITIES("iwa.client-capabilities",
			"'cp1', or to nothing where the application answers no claims challenges"),

	USERNAME("iwa.username", "a user principal name, in the form 'user@contoso.com', or remove it"),

	USER_DOMAIN("iwa.user-domain", "a verified domain of the tenant, for example 'contoso.com', or remove it"),

	TRUSTED_AUTHORITY_HOSTS("iwa.trusted-authority-hosts", IwaProperty.HOST),

	FEDERATION_TRUSTED_HOSTS("iwa.federation.trusted-hosts", IwaProperty.HOST),

	TICKET_CACHE("iwa.kerberos.ticket-cache",
			"a file, as a path or FILE:path, or remove it to use the default ticket cache"),

	KEYTAB("iwa.kerberos.keytab", "the path of a keytab, or remove it"),

	PRINCIPAL("iwa.kerberos.principal",
			"a Kerberos principal, in the form 'user@REALM', or remove it where there is no keytab"),

	KRB5_CONF("iwa.kerberos.krb5-conf", "the path of a Kerberos configuration, or remove it to use the system's"),

	SERVICE_PRINCIPAL("iwa.kerberos.service-principal",
			"a service principal, in the form 'HTTP/adfs.contoso.com', or remove it"),

	CHANNEL_BINDING("iwa.kerberos.channel-binding", "'auto', 'never' or 'always'"),

	CONNECT_TIMEOUT("iwa.http.connect-timeout", "a positive duration, for example '5s'"),

	READ_TIMEOUT("iwa.http.read-timeout", "a positive duration, for example '30s'"),

	MAX_RESPONSE_SIZE("iwa.http.max-response-size", "a positive size, for example '1MB'"),

	PROXY_HOST("iwa.http.proxy.host", "the host of an HTTP proxy, for example 'proxy.contoso.com', or remove it"),

	PROXY_PORT("iwa.http.proxy.port", "a port from 1 to 65535, for example '8080'"),

	NON_PROXY_HOSTS("iwa.http.proxy.non-proxy-hosts",
			"a host, for example 'adfs.contoso.com', '*.contoso.com' or '10.*', one in each element"),

	REFRESH_BEFORE_EXPIRY("iwa.token.refresh-before-expiry", "a positive duration, for example '5m'"),

	ACQUIRE_TIMEOUT("iwa.token.acquire-timeout", "a positive duration, for example '60s'"),

	TOKEN_CACHE_TYPE("iwa.token-cache.type", "'memory' or 'file'"),

	TOKEN_CACHE_PATH("iwa.token-cache.path", "the path of a file for the tokens"),

	BASE_URL("iwa.api.base-url", "an https URL, for example 'https://orders.contoso.com', or remove it"),

	ALLOWED_HOSTS("iwa.api.allowed-hosts", IwaProperty.HOST),

	DEVICE_CODE_TIMEOUT("iwa.fallback.device-code.timeout", "a positive duration, for example '15m'"),

	INTERACTIVE_TIMEOUT("iwa.fallback.interactive.timeout", "a positive duration, for example '5m'"),

	REDIRECT_URI("iwa.fallback.interactive.redirect-uri",
			"'http://localhost', or with a port, for example 'http://localhost:8400'");

	private static final String HOST = "a host or host:port, for example 'adfs.contoso.com' or 'localhost:8443'";

	private final String key;

	private final String expectation;

	IwaProperty(String key, String expectation) {
		this.key = key;
		this.expectation = expectation;
	}

	/**
	 * The property's name, as the documentation spells it.
	 */
	String key() {
		return this.key;
	}

	/**
	 * What "Set it to" goes on with, without a full stop.
	 */
	String expectation() {
		return this.expectation;
	}

}
