// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.Test;

class LevelsPerFetchTest {

    private final LevelsPerFetch foresight = new LevelsPerFetch();

    private static GitObject directories(int count) {
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            tree.writeBytes("40000 d%d\0".formatted(i).getBytes(US_ASCII));
            tree.writeBytes(new byte[Constants.OBJECT_ID_LENGTH]);
        }
        return new GitObject(Constants.OBJ_TREE, tree.toByteArray());
    }

    @Test
    void nothingIsForeseenWhereNoDirectoryWasSeen() throws Exception {
        assertThat(foresight.levels(5)).isEqualTo(1);
    }

    @Test
    void directoriesWithoutOthersBesideThemComeTogether() throws Exception {
        foresight.entered(directories(1));

        assertThat(foresight.levels(5)).isEqualTo(5);
    }

    @Test
    void asManyLevelsComeTogetherAsFitTheBytes() throws Exception {
        foresight.entered(directories(15));

        assertThat(foresight.levels(3)).isEqualTo(2);
    }

    @Test
    void aDirectoryComesAloneWhereTheServerWouldGoThroughThousandsBelowIt() throws Exception {
        foresight.entered(directories(7));

        assertThat(foresight.levels(5)).isEqualTo(1);
        assertThat(foresight.levels(4)).isEqualTo(3);
    }
}
