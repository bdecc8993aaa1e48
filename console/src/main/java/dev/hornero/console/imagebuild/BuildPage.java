// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.imagebuild;

import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * A build's page.
 *
 * @param log the lines known so far, for reading without scripts; the last ones of a long log
 * @param logCut earlier lines are left out
 * @param logNotice why there is no log; empty when there is nothing to say
 * @param error what an action on this page failed with; empty when none did
 */
record BuildPage(BuildView build, List<String> log, boolean logCut, String logNotice, String error)
        implements TemplateInstance {
    BuildPage {
        log = List.copyOf(log);
    }
}
