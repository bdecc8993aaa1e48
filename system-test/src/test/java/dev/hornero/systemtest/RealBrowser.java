// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Chromium of this machine. */
record RealBrowser(Playwright playwright, Browser browser) implements AutoCloseable {
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));

    /**
     * Starts it.
     *
     * @param arguments on its command line, after ours
     */
    static RealBrowser open(String... arguments) {
        Path installed =
                PROGRAMS.stream()
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("install chromium: " + PROGRAMS));
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // Chromium's own sandbox refuses root
        List<String> all = Stream.concat(Stream.of("--no-sandbox"), Stream.of(arguments)).toList();
        return new RealBrowser(
                playwright,
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(installed)
                                        .setArgs(all)));
    }

    Page newPage() {
        return browser.newPage();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
