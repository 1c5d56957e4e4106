package io.github.iwaspring.it;

import com.microsoft.aad.msal4j.PublicClientApplication;
import io.github.iwaspring.IwaTokenService;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A program that signs in and prints the version of msal4j in the manifest of its jar.
 */
final class RepackagedApplication {

	static final String MARK = "signed in: ";

	private RepackagedApplication() {
	}

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.Configuration.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run(args)) {
			String user = context.getBean(IwaTokenService.class).getToken().username();
			System.out
				.println(MARK + PublicClientApplication.class.getPackage().getImplementationVersion() + " " + user);
		}
	}

}
