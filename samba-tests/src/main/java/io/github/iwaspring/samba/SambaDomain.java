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

package io.github.iwaspring.samba;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An Active Directory domain with one domain controller, Samba's, on a loopback address
 * of its own. Only root can start it, because a KDC has fixed ports. Nothing of the
 * machine's own Samba is read or written, and everything of this one is below one folder.
 * <p>
 * The domain controller ends when it is closed, and also when this JVM ends in any way:
 * it then finds the end of its standard input. Not safe for use by several threads.
 */
public final class SambaDomain implements AutoCloseable {

	/**
	 * The Kerberos realm.
	 */
	public static final String REALM = "CORP.CONTOSO.TEST";

	/**
	 * The address of the domain controller.
	 */
	public static final String ADDRESS = "127.0.0.88";

	private static final int KERBEROS_PORT = 88;

	private static final long START_SECONDS = 20;

	private static final List<String> TOOLS = List.of("samba", "samba-tool", "ldbadd", "ldbmodify", "kinit",
			"faketime");

	private final Path folder;

	private final Path log;

	private final Path krb5Conf;

	private final KdcLog kdcLog;

	private final Thread atExit = new Thread(this::kill);

	private Process process;

	private SambaDomain(Path folder) throws IOException {
		this.folder = folder;
		this.log = folder.resolve("samba.log");
		this.kdcLog = new KdcLog(this.log);
		this.krb5Conf = Files.writeString(folder.resolve("krb5.conf"), krb5Conf(ADDRESS));
		Tool.run(Map.of(), "",
				List.of("samba-tool", "domain", "provision", "--configfile=/dev/null", "--use-rfc2307",
						"--realm=" + REALM, "--domain=CORP", "--server-role=dc", "--dns-backend=NONE",
						"--adminpass=Passw0rd-of-the-administrator", "--host-name=dc01", "--host-ip=" + ADDRESS,
						"--targetdir=" + folder, "--option=interfaces=" + ADDRESS + "/8",
						"--option=bind interfaces only=yes", "--option=vfs objects=dfs_samba4 xattr_tdb acl_xattr"));
		Files.writeString(configuration(), smbConf());
		this.process = launch();
		Runtime.getRuntime().addShutdownHook(this.atExit);
	}

	/**
	 * Returns why no domain controller can be started here.
	 * @return what is missing; empty if nothing is
	 */
	public static List<String> missing() {
		List<String> missing = new ArrayList<>(
				TOOLS.stream().filter((tool) -> !Tool.isInstalled(tool)).map((tool) -> "the program " + tool).toList());
		if (!"root".equals(System.getProperty("user.name"))) {
			missing.add("the rights of root");
		}
		return missing;
	}

	/**
	 * Makes a domain and starts its domain controller. That takes about six seconds.
	 * @param folder an empty folder
	 * @return the domain, which the caller must close
	 */
	public static SambaDomain start(Path folder) {
		if (isListening()) {
			throw new IllegalStateException("Another program listens on port 88 of " + ADDRESS + " already");
		}
		try {
			SambaDomain domain = new SambaDomain(folder);
			domain.awaitStart();
			return domain;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Samba's domain controller could not be started", ex);
		}
	}

	/**
	 * Returns a {@code krb5.conf} as administrators write it: addresses and nothing that
	 * tests would like, such as a limit for UDP.
	 * @param controllers the addresses of the domain controllers, in the order in which
	 * they are asked
	 * @return the text
	 */
	public static String krb5Conf(String... controllers) {
		return """
				[libdefaults]
				  default_realm = %1$s
				  dns_lookup_kdc = false
				  dns_lookup_realm = false
				  dns_canonicalize_hostname = false
				  rdns = false

				[realms]
				  %1$s = {
				%2$s  }

				[domain_realm]
				  localhost = %1$s
				""".formatted(REALM, String.join("", Stream.of(controllers).map("    kdc = %s\n"::formatted).toList()));
	}

	/**
	 * Returns the Kerberos configuration that leads to the domain controller.
	 * @return the {@code krb5.conf}
	 */
	public Path krb5Conf() {
		return this.krb5Conf;
	}

	/**
	 * Returns what the domain controller logs about requests.
	 * @return the log, which is live
	 */
	public KdcLog log() {
		return this.kdcLog;
	}

	/**
	 * Adds accounts and groups. The domain controller knows them at once.
	 * @param ldif the records
	 */
	public void add(String ldif) {
		Tool.run(withConfiguration(), ldif, List.of("ldbadd", "-H", database().toString()));
	}

	/**
	 * Changes accounts. The domain controller knows it at once.
	 * @param ldif the records
	 */
	public void modify(String ldif) {
		Tool.run(withConfiguration(), ldif, List.of("ldbmodify", "-H", database().toString()));
	}

	/**
	 * Changes accounts without the checks of Active Directory, for what it would refuse
	 * or set itself: a service principal name on two accounts, a password of last year.
	 * @param ldif the records
	 */
	public void modifyUnchecked(String ldif) {
		Path partition = database().resolveSibling("sam.ldb.d").resolve("DC=CORP,DC=CONTOSO,DC=TEST.ldb");
		Tool.run(withConfiguration(), ldif, List.of("ldbmodify", "-H", "tdb://" + partition));
	}

	/**
	 * Sets after how many wrong passwords in half an hour an account is locked.
	 * @param attempts the number; zero for never, as in a new domain
	 */
	public void lockOutAfter(int attempts) {
		modify("""
				dn: DC=corp,DC=contoso,DC=test
				changetype: modify
				replace: lockoutThreshold
				lockoutThreshold: %d

				""".formatted(attempts));
	}

	/**
	 * Exports the keys of an account, as an administrator does for a service.
	 * @param principal the principal to export: an account's name or a service principal
	 * name
	 * @param keytab the keytab to replace
	 * @return the keytab
	 */
	public Path exportKeytab(String principal, Path keytab) {
		try {
			Files.deleteIfExists(keytab);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Tool.run(Map.of(), "", List.of("samba-tool", "domain", "exportkeytab", keytab.toString(),
				"--principal=" + principal, "-s", configuration().toString()));
		return keytab;
	}

	/**
	 * Signs an account in with its password.
	 * @param account the account
	 * @param cache the ticket cache to replace
	 * @param arguments arguments of {@code kinit}; without a principal among them it is
	 * that of the account
	 */
	public void kinit(Account account, Path cache, String... arguments) {
		List<String> command = new ArrayList<>(List.of("kinit"));
		command.addAll(List.of(arguments));
		if (arguments.length == 0 || arguments[arguments.length - 1].startsWith("-")) {
			command.add(account.principal());
		}
		Tool.run(Map.of("KRB5_CONFIG", this.krb5Conf.toString(), "KRB5CCNAME", "FILE:" + cache),
				account.password() + "\n", command);
	}

	/**
	 * Stops the domain controller without ending it: connections are still accepted by
	 * the kernel, and nobody answers.
	 */
	public void freeze() {
		signal("STOP");
	}

	/**
	 * Lets a frozen domain controller go on.
	 */
	public void resume() {
		signal("CONT");
	}

	private void signal(String name) {
		Tool.run(Map.of(), "", List.of("kill", "-" + name, String.valueOf(this.process.pid())));
	}

	private Process launch() throws IOException {
		// interactive: it ends with its standard input, so at the latest with this JVM
		return new ProcessBuilder(Tool.find("samba"), "-i", "-M", "single", "--debug-stdout", "-s",
				configuration().toString())
			.redirectErrorStream(true)
			.redirectOutput(this.log.toFile())
			.start();
	}

	private void awaitStart() throws IOException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (!isListening()) {
			if (!this.process.isAlive() || System.nanoTime() > end) {
				close();
				throw new IllegalStateException("Samba's domain controller did not start: " + this.kdcLog.text());
			}
			Thread.onSpinWait();
		}
	}

	private static boolean isListening() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(ADDRESS, KERBEROS_PORT), 200);
			return true;
		}
		catch (IOException notYet) {
			return false;
		}
	}

	/**
	 * The environment of tools that have no option for it. Keys depend on the realm.
	 */
	private Map<String, String> withConfiguration() {
		return Map.of("SMB_CONF_PATH", configuration().toString());
	}

	private Path configuration() {
		return this.folder.resolve("etc").resolve("smb.conf");
	}

	private Path database() {
		return this.folder.resolve("private").resolve("sam.ldb");
	}

	private String smbConf() {
		return """
				[global]
				  realm = %1$s
				  workgroup = CORP
				  netbios name = DC01
				  server role = active directory domain controller
				  server services = kdc
				  interfaces = %2$s/8
				  bind interfaces only = yes
				  tls enabled = no
				  private dir = %3$s/private
				  state directory = %3$s/state
				  cache directory = %3$s/cache
				  lock directory = %3$s
				  pid directory = %3$s
				  ncalrpc dir = %3$s/ncalrpc
				  binddns dir = %3$s/bind-dns
				  log level = 1 auth_audit:3 kerberos:3
				""".formatted(REALM, ADDRESS, this.folder);
	}

	private void kill() {
		this.process.destroyForcibly();
	}

	@Override
	public void close() {
		kill();
		try {
			this.process.waitFor();
			Runtime.getRuntime().removeShutdownHook(this.atExit);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IllegalStateException exiting) {
			// the hook runs
		}
	}

}
