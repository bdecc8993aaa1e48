// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

import dev.hornero.events.BuildBound;

/**
 * What became of a build in its cluster. Event ids are a function of (Job uid, state), so the same
 * news seen twice is one event.
 */
public sealed interface BuildJobEvent extends BuildBound
        permits BuildJobQueued,
                BuildJobLaunched,
                BuildJobStarted,
                BuildJobProgressed,
                BuildJobSucceeded,
                BuildJobFailed,
                BuildJobCancelled {
    /** Where the Job is or would have been. */
    JobLocation location();
}
