package io.github.iwaspring.it;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Tests for the rooms of the library: who may live where, and import whom.
 */
@AnalyzeClasses(packages = ArchitectureTests.BASE,
		importOptions = { DoNotIncludeTests.class, ArchitectureTests.DoNotIncludeFixtures.class })
class ArchitectureTests {

	static final String BASE = "io.github.iwaspring";

	/**
	 * What a room may import of the others, beside the base and itself. A room that is
	 * not listed may import all; only the auto-configuration is meant to.
	 */
	private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(Map.entry("support", Set.of()),
			Map.entry("entra", Set.of("support")), Map.entry("token", Set.of()), Map.entry("store", Set.of("support")),
			Map.entry("kerberos", Set.of("entra", "support")),
			Map.entry("kerberos.sspi", Set.of("kerberos", "support")), Map.entry("prompt", Set.of("entra", "support")),
			Map.entry("directory", Set.of("entra", "kerberos", "token", "support")),
			Map.entry("signin", Set.of("entra", "kerberos", "token", "prompt", "store", "directory", "support")),
			Map.entry("doctor", Set.of("entra", "kerberos", "signin", "token", "support")),
			Map.entry("web", Set.of("entra", "support")));

	private static final Set<String> UNRESTRICTED = Set.of("autoconfigure", "test");

	@ArchTest
	static final ArchRule roomsImportOnlyWhatTheyMay = CompositeArchRule
		.of(MAY_IMPORT.entrySet().stream().map((room) -> roomImportsOnly(room.getKey(), room.getValue())).toList());

	@ArchTest
	static final ArchRule theBaseImportsNoRoom = classes().that()
		.resideInAPackage(BASE)
		.should()
		.onlyDependOnClassesThat(resideInAnyPackage(BASE, "java..", "org.jspecify.."))
		.because("applications name these types, and nothing else should come with them");

	@ArchTest
	static final ArchRule everyRoomIsKnown = classes().should()
		.resideInAnyPackage(
				Stream
					.concat(Stream.of(BASE),
							Stream.concat(MAY_IMPORT.keySet().stream(), UNRESTRICTED.stream())
								.map(ArchitectureTests::room))
					.toArray(String[]::new))
		.because("a new room says here what it may import");

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = slices().matching(BASE + ".(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule onlyTwoRoomsKnowMsal4j = noClasses().that()
		.resideOutsideOfPackages(room("signin"), room("directory"))
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.microsoft..")
		.because("its failures and its types are translated there");

	@ArchTest
	static final ArchRule onlyTheRoomsOfSpringKnowSpring = noClasses().that()
		.resideOutsideOfPackages(room("web"), room("autoconfigure"))
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework..")
		.because("the library is usable without Spring");

	@ArchTest
	static final ArchRule onlyTwoClassesKnowJna = noClasses().that()
		.doNotHaveFullyQualifiedName(BASE + ".kerberos.sspi.JnaSspi")
		.and()
		.doNotHaveFullyQualifiedName(BASE + ".store.WindowsProtection")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.sun.jna..")
		.because("nothing of it is loaded off Windows, and everything else is tested without it");

	@ArchTest
	static final ArchRule nobodyImportsTheAutoConfiguration = noClasses().that()
		.resideOutsideOfPackage(room("autoconfigure"))
		.should()
		.dependOnClassesThat()
		.resideInAPackage(room("autoconfigure"));

	@ArchTest
	static final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration");

	@ArchTest
	static final ArchRule autoConfigurationsHaveNoPublicMembers = CompositeArchRule
		.of(methods().that().areDeclaredInClassesThat(areAutoConfigurations()).should().notBePublic())
		.and(fields().that()
			.areDeclaredInClassesThat(areAutoConfigurations())
			.should()
			.notBePublic()
			.allowEmptyShould(true));

	@ArchTest
	static final ArchRule onlyAutoConfigurationsArePublicInTheirRoom = classes().that()
		.resideInAPackage(room("autoconfigure"))
		.and(DescribedPredicate.not(areAutoConfigurations()))
		.and()
		.areTopLevelClasses()
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule beanMethodsAreNotPrivate = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.notBePrivate();

	@ArchTest
	static final ArchRule everyPackageIsNullMarked = classes().that()
		.haveSimpleName("package-info")
		.should()
		.beAnnotatedWith("org.jspecify.annotations.NullMarked");

	private static ArchRule roomImportsOnly(String room, Set<String> rooms) {
		String[] allowed = Stream.concat(Stream.of(BASE, room(room)), rooms.stream().map(ArchitectureTests::room))
			.toArray(String[]::new);
		return classes().that()
			.resideInAPackage(room(room))
			.should()
			.onlyDependOnClassesThat(
					resideInAnyPackage(allowed).or(DescribedPredicate.not(resideInAPackage(BASE + ".."))))
			.as("'" + room + "' imports only the base and " + rooms)
			.allowEmptyShould(true);
	}

	private static DescribedPredicate<JavaClass> areAutoConfigurations() {
		return DescribedPredicate.describe("are auto-configurations",
				(type) -> type.isAnnotatedWith(AutoConfiguration.class));
	}

	private static String room(String name) {
		return BASE + "." + name + "..";
	}

	/**
	 * Leaves out the helpers of tests.
	 */
	static final class DoNotIncludeFixtures implements ImportOption {

		@Override
		public boolean includes(Location location) {
			return !location.contains("/fixtures/");
		}

	}

}
