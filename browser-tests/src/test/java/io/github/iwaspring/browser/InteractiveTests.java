package io.github.iwaspring.browser;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.iwaspring.test.EmbeddedIwa;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample asks a person who needs a second factor, in a real browser.
 */
@EnabledIfSystemProperty(named = "browser", matches = "chromium", disabledReason = "run with -Pbrowser")
class InteractiveTests {

	private final EmbeddedIwa directory = EmbeddedIwa.start();

	@TempDir
	private Path folder;

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void thePersonApprovesAndTheApiAnswers() throws Exception {
		try (Sample sample = start(); Chromium browser = browser()) {
			browser.open(sample.page()).press("sign-in").press("approve");
			assertThat(browser.closingTitle()).isEqualTo("Back to the application");
			browser.picture("signed-in");
			assertThat(sample.exitCode()).as(sample.output()).isZero();
			assertThat(sample.output()).contains("signed in as mia@contoso.com in the browser",
					"with a token from memory", "\"upn\":\"mia@contoso.com\"");
			assertThat(this.directory.log().requests(Hop.API)).hasSize(2);
		}
	}

	private Sample start(String... properties) throws Exception {
		return Sample.start(this.directory, User.MIA, this.folder, properties);
	}

	private Chromium browser() throws Exception {
		return new Chromium(DirectoryKey.hash(this.directory), Files.createDirectories(this.folder.resolve("profile")));
	}

}
