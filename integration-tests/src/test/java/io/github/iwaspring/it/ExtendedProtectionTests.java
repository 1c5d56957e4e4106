package io.github.iwaspring.it;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An AD FS that requires channel binding, and a Kerberos provider that does not support
 * it.
 */
class ExtendedProtectionTests {

	@Test
	void ticketWithoutChannelBindingIsRejectedAndErrorNamesAlternatives() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start((options) -> options.extendedProtection(true));
				Application application = Application.start(directory.properties(), "iwa.kerberos.provider=java")) {
			assertThat(application.refused(IwaErrorCode.NEGOTIATE_REJECTED, Stage.WS_TRUST).action())
				.contains("Extended Protection", "ExtendedProtectionTokenCheck")
				.contains("iwa.kerberos.channel-binding", "iwa.kerberos.provider=native")
				.contains("setspn -Q */localhost");
			assertThat(directory.log().requests(Hop.TOKEN)).isEmpty();
		}
	}

}
