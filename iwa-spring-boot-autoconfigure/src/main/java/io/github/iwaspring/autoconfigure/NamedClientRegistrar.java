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

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a client bean for each entry of {@code iwa.clients}: {@code iwa.<name>.} and
 * the kind of client, with the name as qualifier. None is injected by type alone, nor
 * takes the place of the client bean that is.
 * <p>
 * Only the names are read, and those that the validation refuses are left out. Processing
 * ahead of time fixes the names; all values are read at the start.
 * <p>
 * It is not a {@code BeanRegistrar} of Spring Framework, whose beans can have no
 * qualifier.
 */
abstract class NamedClientRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	private final Class<?> type;

	private final Class<?> factory;

	private final String kind;

	/**
	 * Creates a registrar.
	 * @param environment has the names
	 * @param type the type of client
	 * @param factory the class with the static factory method, whose name is the kind of
	 * client and whose first parameter is the name of the entry
	 * @param kind the kind of client
	 */
	NamedClientRegistrar(Environment environment, Class<?> type, Class<?> factory, String kind) {
		this.environment = environment;
		this.type = type;
		this.factory = factory;
		this.kind = kind;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		ClientNames.in(this.environment)
			.stream()
			.filter(ClientNames::isName)
			.forEach((name) -> registry.registerBeanDefinition("iwa." + name + "." + this.kind, definition(name)));
	}

	private RootBeanDefinition definition(String name) {
		RootBeanDefinition definition = new RootBeanDefinition(this.factory);
		definition.setTargetType(this.type);
		definition.setFactoryMethodName(this.kind);
		definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		definition.setDefaultCandidate(false);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		definition.setLazyInit(true);
		return definition;
	}

}
