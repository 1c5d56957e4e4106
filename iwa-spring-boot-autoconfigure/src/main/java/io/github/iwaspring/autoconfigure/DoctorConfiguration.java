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

package io.github.iwaspring.autoconfigure;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.doctor.Doctor;
import io.github.iwaspring.doctor.DoctorSettings;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.signin.KerberosProviders;
import io.github.iwaspring.signin.SignInProbe;
import io.github.iwaspring.signin.SignInSettings;
import io.github.iwaspring.signin.TokenSettings;
import io.github.iwaspring.web.AllowedTargets;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.ClassUtils;

/**
 * The doctor, which is created when it is first injected, and its run at the start.
 */
@Configuration(proxyBeanMethods = false)
class DoctorConfiguration {

	private static final String ADDRESS_FILTER = "org.springframework.boot.http.client.InetAddressFilter";

	@Bean
	@Lazy
	@ConditionalOnMissingBean(IwaDoctor.class)
	IwaDoctor iwaDoctor(IwaPropertiesMapper settings, IwaProperties properties, AllowedTargets targets,
			ListableBeanFactory beans) {
		ApiCheck api = new ApiCheck(targets, hasAddressFilter(beans));
		if (!settings.hasSignIn()) {
			return Doctor.withoutSignIn("No sign-in is checked: the application has its own IwaTokenService,"
					+ " and iwa.authority, iwa.client-id or iwa.scopes is not set.", api);
		}
		KerberosProviders providers = KerberosProviders.ofThisPlatform();
		KerberosSettings kerberos = settings.kerberos();
		SignInSettings signIn = settings.signIn();
		TokenSettings tokens = settings.tokens();
		DoctorSettings doctor = new DoctorSettings(signIn.authority(), tokens.scopes(), signIn.username(),
				tokens.acquireTimeout(), properties.http().connectTimeout(),
				new DoctorSettings.Kerberos(providers.describe(kerberos.provider()), kerberos.servicePrincipal(),
						providers.canonicalizes(kerberos), providers.canBind(kerberos.provider()),
						kerberos.channelBinding()),
				api);
		return new Doctor(doctor, () -> new SignInProbe(signIn, providers.credentials(kerberos), settings.http()));
	}

	/**
	 * Whether there is a filter of Spring Boot 4.1.
	 */
	private static boolean hasAddressFilter(ListableBeanFactory beans) {
		return ClassUtils.isPresent(ADDRESS_FILTER, null)
				&& beans.getBeanNamesForType(ClassUtils.resolveClassName(ADDRESS_FILTER, null)).length > 0;
	}

	@Bean
	DoctorOnStartup iwaDoctorOnStartup(IwaProperties properties, ObjectProvider<IwaDoctor> doctor,
			ApplicationContext context) {
		return new DoctorOnStartup(properties.diagnostics().onStartup(), doctor, context);
	}

}
