package dev.costinsights.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.costinsights.core.spi.CostInsightsPlugin;
import java.sql.Driver;
import java.sql.Wrapper;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The walls of the house. */
final class ArchitectureTest {

    private static final String CORE = "dev.costinsights.core..";
    private static final String HOST = "dev.costinsights.host..";
    private static final String PLUGINS = "dev.costinsights.plugin..";
    private static final String WORKSPACE = "dev.costinsights.workspace..";
    private static final String TESTKIT = "dev.costinsights.testkit..";

    /** Roots of what one module holds, and how many packages it has at the least. */
    private static final Map<String, Integer> MODULES = Map.of(
            "dev.costinsights.core", 15,
            "dev.costinsights.host", 15,
            "dev.costinsights.workspace", 15,
            "dev.costinsights.plugin.systemtables", 7,
            "dev.costinsights.plugin.sql", 5,
            "dev.costinsights.plugin.jobs", 3,
            "dev.costinsights.plugin.pipelines", 3,
            "dev.costinsights.plugin.bundles", 3,
            "dev.costinsights.testkit", 1);

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.costinsights");

    /** A rule over classes that nobody imported would always hold. */
    @Test
    void everyModuleWasReallySeen() {
        Map.of(CORE, 60, HOST, 60, PLUGINS, 50, WORKSPACE, 30, TESTKIT, 1).forEach((module, least) -> {
            long seen = OURS.stream().filter(resideInAPackage(module)).count();
            assertTrue(seen >= least, module + ": " + seen + " classes seen, at least " + least + " expected");
        });
        assertTrue(OURS.contain(CostInsightsPlugin.class));
        assertTrue(OURS.stream().anyMatch(type -> type.getName().equals("dev.costinsights.host.Main")));
        for (String plugin : List.of("systemtables", "sql", "jobs", "pipelines", "bundles")) {
            assertTrue(
                    OURS.stream()
                            .anyMatch(type -> type.isAssignableTo(CostInsightsPlugin.class)
                                    && type.getPackageName().equals("dev.costinsights.plugin." + plugin)),
                    plugin);
        }
    }

    @Test
    void coreNeedsNothingButTheJdkAndSlf4j() {
        classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(CORE, "java..", "javax.sql..", "org.slf4j..")
                .check(OURS);
    }

    @Test
    void pluginsKnowCoreAndNeitherHostNorWorkspace() {
        noClasses()
                .that()
                .resideInAPackage(PLUGINS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HOST, WORKSPACE, "org.pf4j..", "com.google.inject..")
                .check(OURS);
    }

    @Test
    void pluginsDoNotKnowEachOther() {
        slices().matching("dev.costinsights.plugin.(*)..")
                .should()
                .notDependOnEachOther()
                .check(OURS);
    }

    @Test
    void hostKnowsPluginsOnlyAsFiles() {
        noClasses()
                .that()
                .resideInAPackage(HOST)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(PLUGINS)
                .check(OURS);
    }

    @Test
    void workspaceKnowsNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(WORKSPACE)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.costinsights..").and(not(resideInAPackage(WORKSPACE))))
                .check(OURS);
    }

    @Test
    void testkitKnowsCoreAndWorkspaceOnly() {
        noClasses()
                .that()
                .resideInAPackage(TESTKIT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HOST, PLUGINS)
                .check(OURS);
    }

    @Test
    void nothingThatIsShippedKnowsTheTestkit() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE, HOST, PLUGINS, WORKSPACE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(TESTKIT)
                .check(OURS);
    }

    @Test
    void packagesOfTheWorkspacesServerHaveNoCycles() {
        slices().matching("dev.costinsights.workspace.server.(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    @Test
    void valuesDoNotKnowWhoUsesThem() {
        noClasses()
                .that()
                .resideInAPackage("dev.costinsights.core.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.costinsights.core", "dev.costinsights.core.spi..", "dev.costinsights.core.attribution..")
                .check(OURS);
        noClasses()
                .that()
                .resideInAPackage("dev.costinsights.core.spi..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.costinsights.core", "dev.costinsights.core.attribution..", "..internal..")
                .check(OURS);
    }

    @Test
    void packagesOfCoreHaveNoCycles() {
        slices().matching("dev.costinsights.core.(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    @Test
    void packagesOfTheHostHaveNoCycles() {
        slices().matching("dev.costinsights.host.(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    /** The rules above are about rooms with all that is below them; this one is about every package by itself. */
    @Test
    void packagesOfAModuleHaveNoCycles() {
        MODULES.forEach((module, least) -> {
            long seen = OURS.stream()
                    .map(JavaClass::getPackageName)
                    .filter(name -> isOf(module, name))
                    .distinct()
                    .count();
            assertTrue(seen >= least, module + ": " + seen + " packages seen, at least " + least + " expected");
            slices().assignedFrom(packagesOf(module)).should().beFreeOfCycles().check(OURS);
        });
    }

    @Test
    void modelFieldsAreFinal() {
        fields().that()
                .areDeclaredInClassesThat(
                        resideInAPackage("dev.costinsights.core.model..").and(not(builders())))
                .should()
                .beFinal()
                .check(OURS);
        classes()
                .that(resideInAPackage("dev.costinsights.core.model..").and(concrete()))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(OURS);
    }

    @Test
    void pf4jStaysInThePluginPackageOfTheHost() {
        noClasses()
                .that(resideInAPackage("dev.costinsights..")
                        .and(not(resideInAPackage("dev.costinsights.host.plugin.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.pf4j..")
                .check(OURS);
    }

    @Test
    void guiceStaysInTheHostsWiring() {
        noClasses()
                .that(resideInAPackage("dev.costinsights..")
                        .and(not(resideInAnyPackage("dev.costinsights.host.run..", "dev.costinsights.host.cli.."))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..", "jakarta.inject..")
                .check(OURS);
        noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("com.google.inject.Inject")
                .check(OURS);
    }

    @Test
    void publicMethodsOfTheApiShowNoForeignTypes() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(CORE)
                .should(showOnly("java", "javax.sql", "dev.costinsights.core", "org.slf4j"))
                .check(OURS);
    }

    @Test
    void nowComesFromAClockThatTheHostHandsOver() {
        noClasses()
                .that(resideInAPackage("dev.costinsights..")
                        .and(not(DescribedPredicate.describe(
                                "make the clock",
                                (JavaClass type) -> type.getName().startsWith("dev.costinsights.host.run.HostModule")
                                        || type.getName().equals("dev.costinsights.core.CostInsights$Builder"))))
                        .and(not(jdbcWrappers())))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Date")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Calendar")
                .check(OURS);
    }

    @Test
    void onlyTheProcessKnowsItsStreams() {
        noClasses()
                .that(resideInAPackage("dev.costinsights..").and(not(jdbcWrappers())))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(OURS);
    }

    @Test
    void onlyTheProcessEndsItself() {
        noClasses()
                .that(not(DescribedPredicate.describe(
                        "are the process", (JavaClass type) -> type.getName().equals("dev.costinsights.host.Main"))))
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(OURS);
    }

    @Test
    void pluginsStartNoThreads() {
        noClasses()
                .that()
                .resideInAPackage(PLUGINS)
                // Waits for a driver that no interrupt reaches, so that whoever called can be interrupted.
                .and()
                .doNotHaveFullyQualifiedName("dev.costinsights.plugin.systemtables.jdbc.Workers")
                .should()
                .callConstructor(Thread.class, Runnable.class)
                .orShould()
                .callConstructor(Thread.class, Runnable.class, String.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors")
                .check(OURS);
    }

    @Test
    void entryPointsAreFinalAndNamedForWhatTheyAre() {
        classes()
                .that(resideInAPackage(PLUGINS)
                        .and(DescribedPredicate.describe(
                                "are entry points", (JavaClass type) -> type.isAssignableTo(CostInsightsPlugin.class))))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .andShould()
                .haveSimpleNameEndingWith("Plugin")
                .check(OURS);
    }

    /** One room knows where things stand in YAML. */
    @Test
    void theYamlLibraryStaysInItsRoom() {
        noClasses()
                .that(resideInAPackage("dev.costinsights..")
                        .and(not(resideInAPackage("dev.costinsights.plugin.bundles.yaml.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.snakeyaml..")
                .check(OURS);
    }

    @Test
    void noDrawersForOddsAndEnds() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..manager..", "..helper..")
                .check(OURS);
    }

    private static SliceAssignment packagesOf(String module) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return isOf(module, type.getPackageName())
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of " + module;
            }
        };
    }

    private static boolean isOf(String module, String packageName) {
        return packageName.equals(module) || packageName.startsWith(module + ".");
    }

    /** JDBC's own signatures have calendars and java.util.logging in them; they only pass them on. */
    private static DescribedPredicate<JavaClass> jdbcWrappers() {
        return DescribedPredicate.describe(
                "pass on what JDBC asks for",
                (JavaClass type) -> type.isAssignableTo(Driver.class)
                        || (type.isAssignableTo(Wrapper.class)
                                && type.getSimpleName().startsWith("Forwarding")));
    }

    private static DescribedPredicate<JavaClass> builders() {
        return DescribedPredicate.describe(
                "builders", (JavaClass type) -> type.getSimpleName().equals("Builder"));
    }

    private static DescribedPredicate<JavaClass> concrete() {
        return DescribedPredicate.describe(
                "are concrete classes",
                (JavaClass type) -> !type.isInterface()
                        && !type.isEnum()
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                        && type.isTopLevelClass());
    }

    private static ArchCondition<JavaMethod> showOnly(String... packages) {
        return new ArchCondition<>("show only types of " + String.join(", ", packages)) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                check(method, method.getRawReturnType(), events);
                method.getRawParameterTypes().forEach(type -> check(method, type, events));
            }

            private void check(JavaMethod method, JavaClass type, ConditionEvents events) {
                JavaClass shown = type.getBaseComponentType();
                boolean fine = shown.isPrimitive();
                for (String known : packages) {
                    fine |= shown.getPackageName().equals(known)
                            || shown.getPackageName().startsWith(known + ".");
                }
                events.add(new SimpleConditionEvent(method, fine, method.getFullName() + " shows " + shown.getName()));
            }
        };
    }
}
