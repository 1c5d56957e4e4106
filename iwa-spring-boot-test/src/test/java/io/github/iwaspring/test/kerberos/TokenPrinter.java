package io.github.iwaspring.test.kerberos;

import java.nio.file.Path;

/**
 * A program that signs in with a ticket cache and prints its Authorization header.
 */
public final class TokenPrinter {

	private TokenPrinter() {
	}

	public static void main(String[] args) throws Exception {
		System.out.print(SpnegoClient.fromTicketCache(Path.of(args[0])).authorization());
	}

}
