// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.BuildBound;

/** The one answer of a scan; a repeated scan may answer otherwise under the same event id. */
public sealed interface ScanEvent extends BuildBound permits ArgsRequired, ScanFailed {}
