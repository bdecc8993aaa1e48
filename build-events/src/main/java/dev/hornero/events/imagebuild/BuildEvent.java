// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

import dev.hornero.events.BuildBound;

/** A build on its way from the request to the queue. */
public sealed interface BuildEvent extends BuildTopicEvent, BuildBound
        permits BuildRequested,
                BuildNeedsValues,
                ArgsResolved,
                BuildCancelRequested,
                BuildCancelled,
                BuildFailed {}
