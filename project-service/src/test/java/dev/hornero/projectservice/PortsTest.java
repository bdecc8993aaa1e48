// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.hornero.houserules.PortRules;

@AnalyzeClasses(packages = "dev.hornero.projectservice")
class PortsTest {
    @ArchTest static final ArchTests PORTS = ArchTests.in(PortRules.class);
}
