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

package io.github.iwaspring.it;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the rooms of the published jars: what is in each, and what it may import.
 */
class ArchitectureTests {

	private static final String BASE = "io.github.iwaspring";

	/**
	 * What each room of the library may import beside the base and itself.
	 */
	private static final Map<String, Set<String>> ARROWS = arrows("""
			support       ->
			token         ->
			entra         -> support
			settings      -> entra support
			store         -> support
			kerberos      -> entra support
			kerberos.sspi -> kerberos support
			prompt        -> entra support
			directory     -> entra kerberos support token
			signin        -> directory entra kerberos kerberos.sspi prompt settings store support token
			doctor        -> entra kerberos signin support token
			web           -> entra support
			azure         -> entra support
			observation   -> support token
			actuate       -> token
			autoconfigure -> azure directory doctor entra kerberos prompt settings signin support token web
			""");

	/**
	 * What applications and their tests name. The other packages are internal.
	 */
	private static final Set<String> API = Set.of(BASE, BASE + ".web", BASE + ".observation", BASE + ".test",
			BASE + ".test.autoconfigure");

	private static final JavaClasses CORE = PublishedModule.CORE.classes();

	private static final JavaClasses AUTOCONFIGURE = PublishedModule.AUTOCONFIGURE.classes();

	private static final JavaClasses LIBRARY = PublishedModule.classes(PublishedModule.CORE,
			PublishedModule.AUTOCONFIGURE);

	private static final JavaClasses TEST = PublishedModule.TEST.classes();

	@ParameterizedTest
	@MethodSource("rooms")
	void roomImportsOnlyWhatItMay(String room) {
		String[] allowed = Stream
			.concat(Stream.of(BASE, room(room)), ARROWS.get(room).stream().map(ArchitectureTests::room))
			.toArray(String[]::new);
		classes().that()
			.resideInAPackage(room(room))
			.should()
			.onlyDependOnClassesThat(resideInAnyPackage(allowed).or(resideOutsideOfTheProject()))
			.check(LIBRARY);
	}

	@Test
	void everyPackageIsTheBaseOrARoom() {
		assertThat(packages(LIBRARY)).containsExactlyInAnyOrderElementsOf(
				Stream.concat(Stream.of(BASE), ARROWS.keySet().stream().map(ArchitectureTests::room)).toList());
	}

	@Test
	void baseImportsNoRoom() {
		classes().that()
			.resideInAPackage(BASE)
			.should()
			.onlyDependOnClassesThat(resideInAnyPackage(BASE, "java..", "javax.net.ssl", "org.jspecify.."))
			.because("applications name these types, and nothing else should come with them")
			.check(CORE);
	}

	@Test
	void roomsAreFreeOfCycles() {
		slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(LIBRARY);
	}

	@Test
	void coreDoesNotKnowSpring() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework..")
			.because("the library is usable without Spring")
			.check(CORE);
	}

	@Test
	void onlyTwoRoomsKnowMsal4j() {
		noClasses().that()
			.resideOutsideOfPackages(room("signin"), room("directory"))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("com.microsoft.aad..")
			.because("its failures and its types are translated there")
			.check(LIBRARY);
	}

	@Test
	void onlyTwoClassesKnowJna() {
		noClasses().that()
			.doNotHaveFullyQualifiedName(BASE + ".kerberos.sspi.JnaSspi")
			.and()
			.doNotHaveFullyQualifiedName(BASE + ".store.WindowsProtection")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("com.sun.jna..")
			.because("nothing of it is loaded off Windows, and everything else is tested without it")
			.check(LIBRARY);
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.check(AUTOCONFIGURE);
	}

	@Test
	void autoConfigurationsHaveNoPublicMembers() {
		methods().that().areDeclaredInClassesThat(areAutoConfigurations()).should().notBePublic().check(AUTOCONFIGURE);
		fields().that()
			.areDeclaredInClassesThat(areAutoConfigurations())
			.should()
			.notBePublic()
			.allowEmptyShould(true)
			.check(AUTOCONFIGURE);
	}

	@Test
	void onlyAutoConfigurationsArePublicInTheirRoom() {
		classes().that()
			.resideInAPackage(room("autoconfigure"))
			.and(DescribedPredicate.not(areAutoConfigurations()))
			.and()
			.areTopLevelClasses()
			.should()
			.notBePublic()
			.check(AUTOCONFIGURE);
	}

	@Test
	void beanMethodsAreNotPrivate() {
		methods().that().areAnnotatedWith(Bean.class).should().notBePrivate().check(AUTOCONFIGURE);
	}

	@Test
	void roomsOfTheEmbeddedDirectoryAreFreeOfCycles() {
		slices().matching(BASE + ".test.(*)..").should().beFreeOfCycles().check(TEST);
	}

	@Test
	void roomsOfTheEmbeddedDirectoryDoNotKnowWhatPutsThemTogether() {
		noClasses().that()
			.resideInAPackage(BASE + ".test.*..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(BASE + ".test")
			.check(TEST);
	}

	@Test
	void onlyOneRoomOfTheEmbeddedDirectoryKnowsTheKdc() {
		noClasses().that()
			.resideOutsideOfPackage(BASE + ".test.kerberos")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.apache.kerby..")
			.because("the KDC can then be replaced")
			.check(TEST);
	}

	@Test
	void serversOfTheEmbeddedDirectoryDoNotKnowEachOther() {
		slices().matching(BASE + ".test.(adfs|entra|api)..")
			.should()
			.notDependOnEachOther()
			.because("in the world they meet over the network alone")
			.check(TEST);
	}

	@Test
	void noPackageIsInTwoJars() {
		assertThat(Stream.of(CORE, AUTOCONFIGURE, TEST).flatMap((jar) -> packages(jar).stream()).toList())
			.contains(BASE, BASE + ".web", BASE + ".test")
			.doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@EnumSource(names = { "CORE", "AUTOCONFIGURE", "TEST" })
	void everyPackageIsNullMarked(PublishedModule module) {
		JavaClasses classes = module.classes();
		assertThat(packages(classes)).isNotEmpty()
			.allMatch((name) -> classes.getPackage(name).isAnnotatedWith(NullMarked.class));
	}

	@ParameterizedTest
	@EnumSource(names = { "CORE", "AUTOCONFIGURE", "TEST" })
	void packagesWithPublicTypesSayWhetherTheyAreInternal(PublishedModule module) {
		assertThat(module.classes()
			.stream()
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getPackageName)
			.distinct()).isNotEmpty()
			.allSatisfy((name) -> assertThat(module.packageInfo(name).contains("Internal"))
				.isNotEqualTo(API.contains(name)));
	}

	private static Set<String> rooms() {
		return ARROWS.keySet();
	}

	private static Set<String> packages(JavaClasses classes) {
		return classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
	}

	private static String room(String name) {
		return BASE + "." + name;
	}

	private static DescribedPredicate<JavaClass> resideOutsideOfTheProject() {
		return DescribedPredicate.not(resideInAPackage(BASE + ".."));
	}

	private static DescribedPredicate<JavaClass> areAutoConfigurations() {
		return DescribedPredicate.describe("are auto-configurations",
				(type) -> type.isAnnotatedWith(AutoConfiguration.class));
	}

	private static Map<String, Set<String>> arrows(String text) {
		return text.lines()
			.map((line) -> line.split("->", -1))
			.collect(Collectors.toUnmodifiableMap((line) -> line[0].strip(),
					(line) -> Arrays.stream(line[1].split(" "))
						.filter((room) -> !room.isBlank())
						.collect(Collectors.toSet())));
	}

}
