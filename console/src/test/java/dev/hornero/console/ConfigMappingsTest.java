// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console;

import dev.hornero.houserules.ConfigMappings;

class ConfigMappingsTest extends ConfigMappings {}
