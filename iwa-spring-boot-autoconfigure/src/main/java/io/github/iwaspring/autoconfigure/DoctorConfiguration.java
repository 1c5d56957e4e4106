package io.github.iwaspring.autoconfigure;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.doctor.Doctor;
import io.github.iwaspring.doctor.DoctorSettings;
import io.github.iwaspring.signin.SignInProbe;
import io.github.iwaspring.web.AllowedTargets;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * The doctor, which costs nothing until it is asked.
 */
@Configuration(proxyBeanMethods = false)
class DoctorConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean(IwaDoctor.class)
	Doctor iwaDoctor(IwaSettings settings, AllowedTargets targets, ObjectProvider<SslBundles> sslBundles) {
		KerberosProviders providers = KerberosProviders.ofThisPlatform();
		return new Doctor(settings(settings, targets, providers),
				() -> new SignInProbe(DirectoryAccess.signIn(settings), providers.credentials(settings.kerberos()),
						DirectoryAccess.wire(settings.http(), sslBundles)));
	}

	@Bean
	DoctorOnStartup iwaDoctorOnStartup(IwaSettings settings, ObjectProvider<IwaDoctor> doctor,
			ApplicationContext context) {
		return new DoctorOnStartup(settings.doctorOnStartup(), doctor, context);
	}

	private static DoctorSettings settings(IwaSettings settings, AllowedTargets targets, KerberosProviders providers) {
		IwaSettings.Kerberos kerberos = settings.kerberos();
		return new DoctorSettings(settings.authority(), settings.scopes(), settings.username(),
				settings.acquireTimeout(), settings.http().connectTimeout(),
				new DoctorSettings.Kerberos(providers.describe(kerberos.provider()), kerberos.servicePrincipal(),
						providers.canonicalizes(kerberos), providers.canBind(kerberos.provider()),
						kerberos.channelBinding()),
				new ApiCheck(targets));
	}

}
