package io.github.iwaspring.browser;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a device code that the sample shows on its console and a person enters in a
 * real browser.
 */
@EnabledIfSystemProperty(named = "browser", matches = "chromium", disabledReason = "run with -Pbrowser")
class DeviceCodeTests {

	@TempDir
	private Path folder;

	@Test
	void deviceCodeWhenEnteredThenCallsTheApi() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start();
				Sample sample = Sample.start(directory, User.MIA, this.folder, "device-code",
						"logging.level.io.github.iwaspring=error");
				Chromium browser = new Chromium(DirectoryKey.hash(directory),
						Files.createDirectories(this.folder.resolve("profile")))) {
			String code = directory.deviceCodes().pending();
			URI page = directory.authority().resolve("/devicelogin");
			browser.open(page).type("code", code).press("next");
			browser.type("username", User.MIA.upn()).press("sign-in").press("approve");
			assertThat(browser.title()).isEqualTo("Signed in");
			assertThat(sample.exitCode()).as(sample.output()).isZero();
			assertThat(sample.output()).contains("open " + page + " in a browser and enter the code " + code,
					"signed in as mia@contoso.com with a device code", "\"upn\":\"mia@contoso.com\"");
			browser.openText(sample.output()).picture("console");
		}
	}

}
