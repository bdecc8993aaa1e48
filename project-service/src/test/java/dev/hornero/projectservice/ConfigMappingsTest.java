// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import dev.hornero.houserules.ConfigMappings;

class ConfigMappingsTest extends ConfigMappings {}
