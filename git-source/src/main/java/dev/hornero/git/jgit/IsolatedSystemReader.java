// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * In place of the settings that git keeps for a machine and a user: what this program reads must
 * not depend on who runs it. JGit looks for them as soon as it computes an object's id, and runs
 * {@code git} to find them.
 */
final class IsolatedSystemReader extends SystemReader.Delegate {

    private IsolatedSystemReader(SystemReader others) {
        super(others);
    }

    /** For the whole process: JGit has one reader. */
    static synchronized void use() {
        SystemReader current = SystemReader.getInstance();
        if (!(current instanceof IsolatedSystemReader)) {
            SystemReader.setInstance(new IsolatedSystemReader(current));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    private static final class Empty extends FileBasedConfig {
        Empty(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // There is no file
        }

        @Override
        public void save() {
            // JGit keeps what it measured of file systems; it measures again
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
