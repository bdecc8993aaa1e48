// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging;

import dev.hornero.houserules.ConfigMappings;

class ConfigMappingsTest extends ConfigMappings {}
