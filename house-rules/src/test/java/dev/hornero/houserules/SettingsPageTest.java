// SPDX-License-Identifier: Apache-2.0
package dev.hornero.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path FILE = ROOT.resolve("docs/settings.md");

    private final SettingsPage page = new SettingsPage(ROOT);

    @Test
    void thePageHasEverySettingAsItIsInTheSources() throws Exception {
        if (Boolean.getBoolean("settings.write")) {
            Files.writeString(FILE, page.text());
        }

        assertThat(FILE)
                .as("write it anew: ./mvnw -pl house-rules test -Dsettings.write=true")
                .hasContent(page.text());
    }

    @Test
    void everySettingSaysWhatItSets() throws Exception {
        assertThat(page.settings().values().stream().flatMap(List::stream))
                .hasSizeGreaterThan(50)
                .allSatisfy(
                        setting -> assertThat(setting.text()).as(setting.property()).isNotBlank());
    }

    @Test
    void everyModuleWithSettingsHasASection() throws Exception {
        assertThat(page.modulesWithoutSection()).isEmpty();
    }
}
