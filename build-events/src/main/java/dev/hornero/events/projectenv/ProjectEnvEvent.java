// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.projectenv;

import dev.hornero.events.Event;

/** The beginning and the end of a ProjectEnv, and the answer where none was made. */
public sealed interface ProjectEnvEvent extends Event
        permits ProjectEnvCreated, ProjectEnvDeleted, ProjectEnvRefused {}
