package io.github.iwaspring.benchmarks;

import com.microsoft.aad.msal4j.IAccount;
import io.github.iwaspring.test.EmbeddedDirectory;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A signed-in client of raw msal4j.
 */
@State(Scope.Benchmark)
public class Msal4jState {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	final RawMsal4j client = RawMsal4j.create(this.directory);

	final IAccount account = this.client.signIn().account();

	@TearDown
	public void stop() {
		this.directory.close();
	}

}
