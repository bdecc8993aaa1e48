// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.rebuild;

import java.util.Optional;

/** Read models that are made beside the active one, one at a time. */
public interface FreshReadModels {
    /** Begins one; empty while another is being made, here or by another instance. */
    Optional<FreshReadModel> begin();

    /** Whether one was begun and not finished. */
    boolean isOneBegun();
}
