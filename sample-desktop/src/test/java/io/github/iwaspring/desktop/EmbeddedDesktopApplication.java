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

package io.github.iwaspring.desktop;

import io.github.iwaspring.test.EmbeddedDirectory;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.util.StringUtils;

/**
 * Runs the desktop application on a machine without Active Directory. Starts a directory
 * in this JVM and runs the unchanged application with it.
 */
public final class EmbeddedDesktopApplication {

	private EmbeddedDesktopApplication() {
	}

	/**
	 * Runs the application until the user quits it.
	 * @param args properties of the application, as {@code --name=value}
	 */
	public static void main(String[] args) {
		EmbeddedDirectory directory = EmbeddedDirectory.start();
		SpringApplication application = new SpringApplication(DesktopApplication.class);
		application.addListeners((ApplicationListener<ContextClosedEvent>) (event) -> directory.close());
		application.run(StringUtils.concatenateStringArrays(directory.arguments(), args));
	}

}
