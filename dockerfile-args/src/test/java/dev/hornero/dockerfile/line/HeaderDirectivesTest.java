// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderDirectivesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "# syntax=docker/dockerfile:1\nFROM a\n",
                "#SYNTAX = docker/dockerfile:1 more\r\nFROM a\n",
                "# escape=`\n# syntax=docker/dockerfile:1\n",
                "#!/usr/bin/env x\n# syntax=docker/dockerfile:1\n",
                "// syntax=docker/dockerfile:1\n",
                "\uFEFF# syntax=docker/dockerfile:1\n",
            })
    void findsTheSyntax(String text) {
        assertThat(directives(text).syntax()).contains("docker/dockerfile:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n# syntax=x\n",
                "# hi\n# syntax=x\n",
                "FROM a\n# syntax=x\n",
                " # syntax=x\n",
                "# syntax\n",
                "",
            })
    void findsNoSyntaxAnywhereElse(String text) {
        assertThat(directives(text).syntax()).isEmpty();
    }

    @Test
    void findsTheOptionsOfTheLinter() {
        assertThat(directives("# syntax=x\n# check=skip=all\n").check()).contains("skip=all");
    }

    private static HeaderDirectives directives(String text) {
        return new HeaderDirectives(text.getBytes(StandardCharsets.UTF_8));
    }
}
