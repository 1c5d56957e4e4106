package io.github.iwaspring.test;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Tests for the rooms of the embedded directory and the arrows between them.
 */
@AnalyzeClasses(packagesOf = EmbeddedDirectory.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String BASE = "io.github.iwaspring.test";

	@ArchTest
	static final ArchRule arrowsPointOneWay = slices().matching(BASE + ".(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule noRoomKnowsTheHouse = noClasses().that()
		.resideInAPackage(BASE + ".*..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(BASE)
		.because("EmbeddedDirectory puts the rooms together, and nothing else does");

	@ArchTest
	static final ArchRule onlyItsRoomKnowsTheKdc = noClasses().that()
		.resideOutsideOfPackage(BASE + ".kerberos")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.apache.kerby..")
		.because("the KDC can then be replaced");

	@ArchTest
	static final ArchRule serversDoNotKnowEachOther = slices().matching(BASE + ".(adfs|entra|api)..")
		.should()
		.notDependOnEachOther()
		.because("in the world they meet over the network alone");

}
