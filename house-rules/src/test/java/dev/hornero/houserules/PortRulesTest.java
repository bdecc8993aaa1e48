// SPDX-License-Identifier: Apache-2.0
package dev.hornero.houserules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.hornero.houserules.grill.WoodGrill;
import org.junit.jupiter.api.Test;

public class PortRulesTest {
    interface Oven {
        void bake();
    }

    record ClayOven() implements Oven {
        @Override
        public void bake() {}
    }

    record Fake() implements Oven {
        @Override
        public void bake() {}
    }

    record Baker(Oven oven) {}

    public interface Recipe {
        Recipe NONE =
                new Recipe() {
                    @Override
                    public String text() {
                        return "";
                    }
                };

        String text();
    }

    record Reader(Recipe recipe) {}

    public interface Shop {
        void sell();
    }

    record CornerShop() implements Shop {
        @Override
        public void sell() {}
    }

    record Owner(Shop shop) {}

    public interface Grill {
        void roast();
    }

    record Cook(Grill grill) {}

    record Owned(WoodGrill grill) {}

    private static JavaClasses classes(Class<?>... classes) {
        return new ClassFileImporter().importClasses(classes);
    }

    @Test
    void anInterfaceWithOneImplementationIsRefused() {
        JavaClasses main = classes(Oven.class, ClayOven.class, Baker.class);

        assertThatThrownBy(() -> PortRules.check(main, main))
                .hasMessageContaining("Oven> has")
                .hasMessageContaining("ClayOven alone");
    }

    @Test
    void aFakeOfTheTestsIsASecondImplementation() {
        JavaClasses main = classes(Oven.class, ClayOven.class, Baker.class);
        JavaClasses all = classes(Oven.class, ClayOven.class, Baker.class, Fake.class);

        assertThatCode(() -> PortRules.check(main, all)).doesNotThrowAnyException();
    }

    @Test
    void aPublicInterfaceThatOnlyOtherModulesCallIsAllowed() {
        JavaClasses main = classes(Shop.class, CornerShop.class);

        assertThatCode(() -> PortRules.check(main, main)).doesNotThrowAnyException();
    }

    @Test
    void aPublicInterfaceThatItsOwnModuleCallsIsNot() {
        JavaClasses main = classes(Shop.class, CornerShop.class, Owner.class);

        assertThatThrownBy(() -> PortRules.check(main, main))
                .hasMessageContaining("CornerShop alone");
    }

    @Test
    void aPublicInterfaceThatOnlyATestImplementsIsAllowed() {
        JavaClasses main = classes(Shop.class, Owner.class);
        JavaClasses all = classes(Shop.class, Owner.class, CornerShop.class);

        assertThatCode(() -> PortRules.check(main, all)).doesNotThrowAnyException();
    }

    @Test
    void aConstantOfAPublicInterfaceIsNoImplementation() {
        JavaClasses main = classes(Recipe.class, Recipe.NONE.getClass(), Reader.class);

        assertThatCode(() -> PortRules.check(main, main)).doesNotThrowAnyException();
    }

    @Test
    void anInterfaceMayKeepItsUsersFromThePackageThatImplementsIt() {
        JavaClasses main = classes(Grill.class, WoodGrill.class, Cook.class);

        assertThatCode(() -> PortRules.check(main, main)).doesNotThrowAnyException();
    }

    @Test
    void anInterfaceThatKeepsNoPackagesApartIsRefused() {
        JavaClasses main = classes(Grill.class, WoodGrill.class, Cook.class, Owned.class);

        assertThatThrownBy(() -> PortRules.check(main, main))
                .hasMessageContaining("WoodGrill alone");
    }
}
