// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console in a real browser. Its pages are left as pictures in {@code target/pages}. */
@ExtendWith(SharedHornero.class)
class ConsoleIT {
    private static final Path PICTURES = Path.of("target/pages");
    private static final int PATIENCE = 60_000;

    private static RealBrowser browser;

    private final Repositories repositories;
    private final Shop shop;
    private Page page;

    ConsoleIT(Repositories repositories, Shop shop) {
        this.repositories = repositories;
        this.shop = shop;
    }

    @BeforeAll
    static void openBrowser() {
        browser = RealBrowser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void signIn() {
        page = browser.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.navigate(shop.rest().front().toString());
        page.getByLabel("API key").fill(shop.rest().key());
        press("Sign in");
    }

    @AfterEach
    void closePage() {
        page.close();
    }

    @Test
    void aProjectIsAddedItsValueIsGivenAndItsImageIsSeenBeingBuilt() {
        // Given
        String project = Shop.name("seen");
        String repository =
                repositories.withShell(
                        project,
                        """
                        FROM scratch
                        # GREETING what the image says
                        ARG GREETING
                        LABEL greeting=${GREETING}
                        COPY --chmod=755 busybox /bin/busybox
                        RUN ["/bin/busybox", "echo", "almost there"]
                        """);

        // When
        page.getByRole(AriaRole.LINK, named("Add project")).first().click();
        page.getByLabel("Name").fill(project);
        page.getByLabel("Repository").fill(repository);
        press("Add project");
        page.getByLabel("Environment").selectOption("dev");
        press("Add environment and build");
        page.navigate(shop.rest().front().toString());

        // Then
        Locator card = page.locator("section", containing(project));
        has(card, "Needs values");
        has(card, "GREETING");
        has(card, "what the image says");
        picture("project-list");

        // When
        card.getByRole(AriaRole.LINK, within("Give values")).click();
        page.getByLabel("GREETING", exactly()).fill("good day");
        picture("values");
        press("Give values");
        page.getByRole(AriaRole.LINK, named("#1")).click();

        // Then
        has(page.locator("#build"), "sha256:");
        has(page.locator("#build h1"), "Succeeded");
        has(page.locator("#log"), "almost there");
        picture("build");
    }

    @Test
    void aProjectThatCannotBeIsRefusedBesideItsField() {
        page.getByRole(AriaRole.LINK, named("Add project")).first().click();
        page.getByLabel("Name").fill(Shop.name("odd"));
        page.getByLabel("Repository").fill("not a repository");
        press("Add project");

        has(
                page.locator(".field", containing("Repository")).locator(".error"),
                "address of a git repository");
        assertThat(page.getByLabel("Repository")).hasValue("not a repository");
    }

    private void press(String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private void picture(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(PICTURES.resolve(name + ".png")));
    }

    private static void has(Locator place, String text) {
        assertThat(place)
                .containsText(
                        text, new ContainsTextOptions().setIgnoreCase(true).setTimeout(PATIENCE));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions within(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Page.LocatorOptions containing(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
