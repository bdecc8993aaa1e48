// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static dev.hornero.dockerfile.Scans.argument;
import static dev.hornero.dockerfile.Scans.scan;
import static dev.hornero.dockerfile.Scans.warnings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileScannerTest {
    @Nested
    class Requirements {
        @Test
        void tellEveryDeclarationAndRead() {
            DockerfileScan scan =
                    scan(
                            """
                            ARG V
                            FROM alpine AS a
                            ARG V
                            ENV X=${V:-1}
                            FROM a
                            RUN echo $V
                            """);

            Argument argument = argument(scan, "V");
            assertThat(argument.declarations())
                    .containsExactly(
                            new Declaration(
                                    Optional.empty(), 1, Optional.empty(), Optional.empty()),
                            new Declaration(Optional.of(0), 3, Optional.empty(), Optional.empty()));
            assertThat(argument.reads())
                    .containsExactly(
                            new Read(Optional.of(0), 4, "ENV", true),
                            new Read(Optional.of(1), 6, "RUN", false));
            assertThat(argument.lines()).containsExactly(1, 3);
            assertThat(argument.stages()).containsExactly(0);
        }

        @ParameterizedTest
        @CsvSource(
                delimiterString = " => ",
                quoteCharacter = '~',
                value = {
                    "ENV X=$V => true",
                    "LABEL $V=1 => true",
                    "COPY --chown=$V a b => true",
                    "COPY --chmod=$V a b => true",
                    "ADD --checksum=$V https://x/y z => true",
                    "COPY $V b => true",
                    "COPY a $V => true",
                    "WORKDIR /$V => true",
                    "USER $V => true",
                    "EXPOSE $V => true",
                    "VOLUME [\"$V\"] => true",
                    "STOPSIGNAL $V => true",
                    "ARG W=$V => true",
                    "RUN --mount=type=cache,target=/$V x => true",
                    "RUN [\"x\", \"$V\"] => true",
                    "CMD $V => false",
                    "ENTRYPOINT [\"$V\"] => false",
                    "HEALTHCHECK CMD $V => false",
                    "SHELL [\"$V\"] => false",
                    "ONBUILD RUN $V => false",
                    "COPY --exclude=$V a b => false",
                })
        void readWhatBuildKitExpands(String line, boolean read) {
            Argument argument = argument(scan("FROM alpine\nARG V\n" + line + "\n"), "V");

            assertThat(argument.requirement())
                    .isEqualTo(read ? Requirement.REQUIRED : Requirement.IGNORABLE);
        }

        @ParameterizedTest
        @CsvSource(
                delimiterString = " => ",
                value = {
                    "echo $V => REQUIRED EXPLICIT",
                    "echo ${V} => REQUIRED EXPLICIT",
                    "echo ${V#x} => REQUIRED EXPLICIT",
                    "echo ${#V} => REQUIRED EXPLICIT",
                    "printenv V => REQUIRED EXPLICIT",
                    "x --V=1 => REQUIRED EXPLICIT",
                    "echo ${V:-$V} => REQUIRED EXPLICIT",
                    "echo ${V-d} => OPTIONAL",
                    "echo ${V:=d} => OPTIONAL",
                    "echo ${V+d} => OPTIONAL",
                    "echo $VX ${VX} XV V_ => REQUIRED AMBIENT",
                    "echo done => REQUIRED AMBIENT",
                })
        void readWhatAShellMayRead(String command, String expected) {
            Argument argument = argument(scan("FROM alpine\nARG V\nRUN " + command + "\n"), "V");

            assertThat(argument.requirement() + argument.evidence().map(e -> " " + e).orElse(""))
                    .isEqualTo(expected);
        }

        @Test
        void seeNamesThatNoVariableCanHave() {
            DockerfileScan scan = scan("FROM alpine\nARG my-arg\nRUN printenv my-arg\n");

            assertThat(argument(scan, "my-arg").evidence()).contains(Evidence.EXPLICIT);
            assertThat(warnings(scan)).containsExactly("UNREFERENCEABLE_ARG 2");
        }

        @Test
        void endWhereAnEnvHidesTheArgument() {
            DockerfileScan scan = scan("FROM alpine AS a\nARG V\nFROM a\nENV V=1\nRUN echo $V\n");

            assertThat(argument(scan, "V").requirement()).isEqualTo(Requirement.IGNORABLE);
        }

        @Test
        void comeBackInTheNextStageOfTheSameBase() {
            DockerfileScan scan =
                    scan(
                            """
                            FROM alpine AS a
                            ARG V
                            FROM a AS b
                            ENV V=1
                            FROM a AS c
                            RUN make
                            FROM b
                            COPY --from=c /x /x
                            """);

            assertThat(argument(scan, "V").evidence()).contains(Evidence.AMBIENT);
        }

        /** {@code dispatchArg} takes the global value before it looks at the environment. */
        @Test
        void takeTheGlobalDefaultBeforeAnEarlierEnv() {
            DockerfileScan scan = scan("ARG V=1\nFROM alpine\nENV V=2\nARG V\nRUN echo $V\n");

            assertThat(argument(scan, "V").defaultValue()).contains("1");
        }

        @Test
        void showTheDefaultNearestToTheTarget() {
            DockerfileScan scan =
                    scan(
                            """
                            ARG V=0
                            FROM alpine:$V AS a
                            ARG V=1
                            FROM alpine
                            ARG V=2
                            COPY --from=a / /
                            """);

            assertThat(argument(scan, "V").defaultValue()).contains("2");
        }

        @ParameterizedTest
        @CsvSource(
                delimiterString = " => ",
                quoteCharacter = '~',
                value = {
                    "ARG A=1;ARG V=$A.1;FROM x:$V => 1.1",
                    "ARG A;ARG V=${A}.1;FROM x:$V => ${A}.1",
                    "ARG A;ARG V=${A:-2}.1;FROM x:$V => 2.1",
                    "ARG A;ARG V=${A:?no};FROM x:$V => ${A:?no}",
                    "ARG A;ARG B=$A;ARG V=b-$B;FROM x:$V => b-$B",
                    "ARG A;ARG V=$A;FROM x:$V;ARG V => $A",
                    "ARG A;ARG V=$A;ARG V;FROM x:$V => $A",
                    "FROM x;ARG A;ARG V=\"$A 1\";RUN $V => \"$A 1\"",
                    "FROM x;ARG A;ENV V=${A}-1;ARG V;RUN $V => ${A}-1",
                    "FROM x AS y;ARG A;ARG V=$A-1;FROM y;ARG V;RUN $V => $A-1",
                    "FROM x;ARG V=$FOREIGN/1;RUN $V => $FOREIGN/1",
                    "FROM scratch;ARG V=$FOREIGN/1;RUN $V => /1",
                    "FROM x;ARG V=$PATH:/v;RUN $V => $PATH:/v",
                    "FROM x;ARG http_proxy;ARG V=$http_proxy;RUN $V => $http_proxy",
                    "FROM x;ARG TARGETARCH;ARG V=v-$TARGETARCH;RUN $V => v-$TARGETARCH",
                    "ARG V=v-$TARGETARCH;ARG W=$V;FROM x:$W;ARG W;RUN $W => v-$TARGETARCH",
                    "FROM x;ARG A;ARG V='$A';RUN $V => $A",
                })
        void showADefaultEvaluatedOrAsWritten(String file, String expected) {
            DockerfileScan scan = scan(file.replace(";", "\n") + "\n");

            assertThat(argument(scan, "V").defaultValue()).contains(expected);
            assertThat(
                            argument(scan, "V").declarations().stream()
                                    .flatMap(each -> each.defaultValue().stream())
                                    .distinct())
                    .allMatch(expected::equals);
        }

        @Test
        void showADefaultWithTheValuesThereAre() {
            String file = "ARG A\nARG B\nARG V=$A.$B\nFROM x:$V\n";

            assertThat(
                            argument(scan(file, ScanRequest.lastStage().withValue("A", "1")), "V")
                                    .defaultValue())
                    .contains("$A.$B");
            assertThat(
                            argument(
                                            scan(
                                                    file,
                                                    ScanRequest.lastStage()
                                                            .withValues(
                                                                    Map.of("A", "1", "B", "2"))),
                                            "V")
                                    .defaultValue())
                    .contains("1.2");
            assertThat(
                            argument(
                                            scan(
                                                    "ARG V=v-$TARGETARCH\nFROM x:$V\n",
                                                    ScanRequest.lastStage()
                                                            .withValue("TARGETARCH", "arm64")),
                                            "V")
                                    .defaultValue())
                    .contains("v-arm64");
        }

        @Test
        void showEachOfTwoDefaultsWithItsLine() {
            DockerfileScan scan =
                    scan(
                            """
                            ARG V="1"
                            FROM alpine:$V
                            ARG W
                            ARG V=$W.2
                            RUN echo $V
                            """);

            assertThat(argument(scan, "V").declarations())
                    .containsExactly(
                            new Declaration(
                                    Optional.empty(), 1, Optional.of("\"1\""), Optional.of("1")),
                            new Declaration(
                                    Optional.of(0), 4, Optional.of("$W.2"), Optional.of("$W.2")));
        }

        @Test
        void haveNoDefaultWhereALineOnlyDemandsAValue() {
            DockerfileScan scan = scan("ARG V=${V:?no}\nFROM alpine:$V\n");

            assertThat(argument(scan, "V").declarations())
                    .containsExactly(
                            new Declaration(
                                    Optional.empty(),
                                    1,
                                    Optional.of("${V:?no}"),
                                    Optional.empty()));
        }

        @Test
        void leaveOutWhatIsDeclaredWhereNothingIsBuilt() {
            DockerfileScan scan = scan("FROM alpine AS a\nARG V\nRUN $V\nFROM alpine\n");

            assertThat(scan.arguments()).isEmpty();
        }

        @Test
        void countTheReadsInADefaultOnlyWhereTheDefaultCounts() {
            DockerfileScan unused = scan("ARG A\nARG B=$A\nFROM alpine\nRUN x\n");
            DockerfileScan redeclared = scan("ARG A\nARG B=$A\nFROM alpine\nARG B\n");

            assertThat(argument(unused, "A").requirement()).isEqualTo(Requirement.IGNORABLE);
            assertThat(argument(redeclared, "A").requirement()).isEqualTo(Requirement.REQUIRED);
            assertThat(argument(redeclared, "B").defaultValue()).contains("$A");
        }

        @Test
        void ignoreWhatTheEngineFillsInUnlessTheFileDoes() {
            DockerfileScan scan =
                    scan(
                            """
                            ARG TARGETOS=plan9
                            FROM alpine
                            ARG TARGETOS
                            ARG TARGETARCH
                            ARG http_proxy
                            RUN echo $TARGETOS $TARGETARCH $http_proxy
                            """);

            assertThat(argument(scan, "TARGETOS").requirement()).isEqualTo(Requirement.OPTIONAL);
            assertThat(argument(scan, "TARGETOS").defaultValue()).contains("plan9");
            assertThat(argument(scan, "TARGETARCH").requirement()).isEqualTo(Requirement.IGNORABLE);
            assertThat(argument(scan, "TARGETARCH").defaultValue()).isEmpty();
            assertThat(argument(scan, "http_proxy").requirement()).isEqualTo(Requirement.IGNORABLE);
        }
    }

    @Nested
    class Hardness {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ARG V\nFROM alpine:$V\n",
                    "ARG V\nFROM --platform=$V alpine\n",
                    "ARG V\nARG W=x-$V\nFROM $W\n",
                    "ARG V=${V:?no}\nFROM alpine\n",
                    "ARG V\nARG W=${V:?no}\nFROM alpine\n",
                    "FROM alpine\nARG V=${V:?no}\nRUN x\n",
                    "FROM alpine\nARG V\nENV X=${V:?no}\n",
                    "FROM alpine\nARG V=\nENV X=${V:?no}\n",
                    "FROM alpine\nARG V\nRUN echo ${V:?no}\n",
                    "FROM alpine\nARG V\nVOLUME $V\n",
                    "FROM alpine\nARG V\nSTOPSIGNAL $V\n",
                    "FROM alpine\nARG V\nEXPOSE $V/tcp\n",
                    "FROM alpine\nARG V\nRUN --mount=type=$V,target=/x y\n",
                    "FROM alpine\nARG V\nADD https://h/x.git?ref=$V&submodules y\n",
                    "ARG V\nFROM ${V:+alpine}\n",
                })
        void isSeenWhereNoBuildGetsAroundAValue(String file) {
            Argument argument = argument(scan(file), "V");

            assertThat(argument.requirement()).isEqualTo(Requirement.REQUIRED);
            assertThat(argument.hard()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "FROM alpine\nARG V\nRUN echo $V\n",
                    "FROM alpine\nARG V\nRUN x\n",
                    "FROM alpine\nARG V\nENV X=$V\n",
                    "FROM alpine\nARG V\nEXPOSE $V\n",
                    "FROM alpine\nARG V\nADD https://h/x.git#$V y\n",
                    "FROM alpine\nARG V\nCOPY --chmod=$V a b\n",
                })
        void isNotSeenWhereAnEmptyValueDoes(String file) {
            Argument argument = argument(scan(file), "V");

            assertThat(argument.requirement()).isEqualTo(Requirement.REQUIRED);
            assertThat(argument.hard()).isFalse();
        }
    }

    @Nested
    class Values {
        @Test
        void leaveNothingRequired() {
            String file = "ARG A\nFROM alpine:$A\nARG B\nARG C=$B\nRUN echo $C\n";

            DockerfileScan scan =
                    scan(file, ScanRequest.lastStage().withValues(Map.of("A", "1", "B", "x")));

            assertThat(scan.required()).isEmpty();
            assertThat(argument(scan, "C").defaultValue()).contains("x");
            assertThat(scan.baseImages()).containsExactly("alpine:1");
        }

        @Test
        void areTakenUnevaluatedAndInsteadOfTheDefault() {
            String file = "FROM alpine\nARG A\nARG B=${A:?no A}\nENV X=${B#$}\n";

            DockerfileScan scan = scan(file, ScanRequest.lastStage().withValue("B", "$x"));

            assertThat(scan.error()).isEmpty();
            assertThat(scan.required()).isEmpty();
            assertThat(argument(scan, "A").requirement()).isEqualTo(Requirement.IGNORABLE);
        }

        @Test
        void areRefusedInFromWhereTheyMakeNoImage() {
            String file = "ARG TAG\nFROM alpine:$TAG\n";

            DockerfileScan scan = scan(file, ScanRequest.lastStage().withValue("TAG", ""));

            assertThat(scan.error())
                    .contains(
                            new ScanError(
                                    2,
                                    "failed to parse stage name \"alpine:\": invalid reference"
                                            + " format"));
        }

        @Test
        void chooseTheStageThatIsContinued() {
            String file =
                    """
                    ARG KIND
                    FROM alpine AS app-dev
                    ARG D
                    RUN echo $D
                    FROM alpine AS app-prod
                    FROM app-$KIND
                    """;

            DockerfileScan unknown = scan(file);
            DockerfileScan known = scan(file, ScanRequest.lastStage().withValue("KIND", "dev"));

            assertThat(unknown.required()).extracting(Argument::name).containsExactly("KIND");
            assertThat(warnings(unknown)).containsExactly("BASE_MAY_BE_A_STAGE 6");
            assertThat(known.required()).extracting(Argument::name).containsExactly("D");
            assertThat(known.stages().getLast().baseStage()).contains(0);
        }

        @Test
        void thatNothingDeclaresAreWarnedOf() {
            DockerfileScan scan =
                    scan(
                            "FROM alpine AS a\nARG IN_DEAD_STAGE\nFROM alpine\n",
                            ScanRequest.lastStage()
                                    .withValues(
                                            Map.of(
                                                    "TYPO", "1",
                                                    "IN_DEAD_STAGE", "1",
                                                    "http_proxy", "1",
                                                    "TARGETARCH", "arm64")));

            assertThat(scan.warnings())
                    .singleElement()
                    .satisfies(warning -> {
                        assertThat(warning.code()).isEqualTo("UNKNOWN_ARG");
                        assertThat(warning.line()).isEmpty();
                        assertThat(warning.message()).contains("TYPO");
                    });
        }

        @Test
        void areNotShownByTheRequest() {
            assertThat(ScanRequest.lastStage().withValue("TOKEN", "s3cret").toString())
                    .contains("TOKEN")
                    .doesNotContain("s3cret");
        }
    }

    @Nested
    class Stages {
        @Test
        void tellWhatIsBuilt() {
            DockerfileScan scan =
                    scan(
                            """
                            ARG V=3
                            FROM alpine:$V AS a
                            # b is the second
                            FROM a AS B
                            FROM debian AS c
                            FROM scratch
                            COPY --from=1 / /
                            """);

            assertThat(scan.stages())
                    .containsExactly(
                            stage(0, "a", "alpine:$V", true, 2, null, null),
                            stage(1, "b", "a", true, 4, 0, "is the second"),
                            stage(2, "c", "debian", false, 5, null, null),
                            stage(3, null, "scratch", true, 6, null, null));
            assertThat(scan.baseImages()).containsExactly("alpine:3");
        }

        private static ScannedStage stage(
                int index,
                String name,
                String base,
                boolean reachable,
                int line,
                Integer baseStage,
                String description) {
            return new ScannedStage(
                    index,
                    Optional.ofNullable(name),
                    base,
                    reachable,
                    line,
                    Optional.ofNullable(baseStage),
                    Optional.ofNullable(description));
        }

        /**
         * {@code extractBuilderFlags} takes bytes for characters, and half of one hides the flag.
         */
        @Test
        void areNotReachedByFlagsBehindANoBreakSpace() {
            DockerfileScan plain = scan("FROM a AS b\nFROM a\nCOPY  --from=b x y\n");
            DockerfileScan hidden = scan("FROM a AS b\nFROM a\nCOPY \u00A0--from=b x y\n");

            assertThat(plain.stages()).allMatch(ScannedStage::reachable);
            assertThat(hidden.stages().getFirst().reachable()).isFalse();
        }

        @Test
        void areReachedByTriggersToo() {
            DockerfileScan scan =
                    scan(
                            """
                            FROM alpine AS tools
                            ARG T
                            RUN $T
                            FROM alpine AS base
                            ONBUILD COPY --from=tools /t /t
                            FROM base
                            """);

            assertThat(scan.stages()).allMatch(ScannedStage::reachable);
            assertThat(argument(scan, "T").requirement()).isEqualTo(Requirement.REQUIRED);
        }

        @Test
        void passTriggersOnToDirectChildrenOnly() {
            DockerfileScan scan =
                    scan(
                            """
                            FROM alpine AS a
                            ONBUILD ARG X
                            FROM a AS b
                            FROM b
                            RUN make
                            """);

            assertThat(argument(scan, "X").stages()).containsExactly(1);
            assertThat(argument(scan, "X").lines()).containsExactly(2);
            assertThat(argument(scan, "X").evidence()).contains(Evidence.AMBIENT);
        }
    }

    @Nested
    class Errors {
        @ParameterizedTest
        @CsvSource(
                delimiterString = " => ",
                quoteCharacter = '~',
                value = {
                    "FROM $X => 1 base name ($X) should not be blank; put ARG X before the first FROM: FROM sees no other",
                    "FROM ${X:?no} => 1 failed to process \"${X:?no}\": X: no; put ARG X before the first FROM: FROM sees no other",
                    "FROM --platform=$X a => 1 empty platform value from expression $X; put ARG X before the first FROM: FROM sees no other",
                    "FROM --platform=$BUILDPLATFROM a => 1 empty platform value from expression $BUILDPLATFROM (did you mean BUILDPLATFORM?)",
                    "ARG A;FROM --platform=$B a => 2 empty platform value from expression $B; put ARG B before the first FROM: FROM sees no other",
                    "FROM --platform=vax a => 1 failed to parse platform vax: \"vax\": unknown operating system or architecture: invalid argument",
                    "FROM --platform=${ a => 1 failed to process arguments for platform : failed to process \"${\": syntax error: missing '}'",
                    "ARG X;FROM ${X}:::b => 2 failed to parse stage name \":::b\": invalid reference format",
                    "FROM scratch;ARG X;ENV V=${B:?$X-no} => 3 failed to process \"${B:?$X-no}\": B: -no",
                    "FROM a AS x;ARG X;RUN --mount=from=y,dst=/y$X z;FROM a AS y;FROM x => 3 cannot mount from stage \"y\" to \"/y\", stage needs to be defined before current command",
                    "FROM a;ARG IMAGE;ARG TAG=1;FROM ${IMAGE}:${TAG} => 4 failed to parse stage name \":\": invalid reference format; put ARG IMAGE (line 2) and ARG TAG (line 3) before the first FROM: FROM sees no other",
                    "FROM alpine:$TAG;ARG TAG => 1 failed to parse stage name \"alpine:\": invalid reference format; put ARG TAG (line 2) before the first FROM: FROM sees no other",
                    "ARG A;FROM $A;ARG B;FROM $A:$B => 4 failed to parse stage name \":\": invalid reference format; put ARG B (line 3) before the first FROM: FROM sees no other",
                    "ARG TAG1=1;FROM a:$TAG;ARG TAG => 2 failed to parse stage name \"a:\": invalid reference format; put ARG TAG (line 3) before the first FROM: FROM sees no other",
                    "ARG IMAGE=a;FROM $IMGAE => 2 base name ($IMGAE) should not be blank (did you mean IMAGE?)",
                    "ARG TAG=;FROM a:$TAG => 2 failed to parse stage name \"a:\": invalid reference format",
                    "FROM a:b:c => 1 failed to parse stage name \"a:b:c\": invalid reference format",
                    "FROM a;COPY --from=A:b c d => 2 failed to parse stage name \"A:b\": invalid reference format: repository name (library/A) must be lowercase",
                    "FROM a;COPY --from=5 c d => 2 invalid stage index 5",
                    "FROM a;COPY --from=-1 c d => 2 invalid stage index -1",
                    "FROM a;COPY --from=0 c d => 2 circular dependency detected on stage: stage-0",
                    "FROM a AS x;COPY --from=y / /;FROM a AS y;COPY --from=x / / => 2 circular dependency detected on stage: x",
                    "FROM a AS x;RUN --mount=from=y,dst=/y z;FROM a AS y;FROM x => 2 cannot mount from stage \"y\" to \"/y\", stage needs to be defined before current command",
                    "FROM scratch;ENV A=${B:?no} => 2 failed to process \"${B:?no}\": B: no",
                    "FROM a;ENV A=${B => 2 failed to process \"${B\": unsupported modifier (\uFFFD) in substitution",
                    "FROM a;COPY --l\u00EFnk a b => 2 dockerfile parse error on line 2: unknown flag: --l\u00C3\u00AFnk (did you mean link?)",
                    "FROM a;COPY --link\u00E0 a b => 2 dockerfile parse error on line 2: unknown flag: --link\u00C3 (did you mean link?)",
                    "FROM a;COPY http://x/y z => 2 source can't be a URL for COPY",
                    "FROM a;COPY https://x/y.git z => 2 source can't be a git ref for COPY",
                    "FROM a;ADD --checksum=sha256:x a b => 2 checksum requires HTTP(S) or Git sources",
                    "FROM a;ADD --checksum=sha256:x http://a b => 2 invalid checksum digest length",
                    "FROM a;ADD --checksum=x http://a http://b c => 2 checksum can't be specified for multiple sources",
                    "FROM a;ADD https://h/x.git?ref= y => 2 query \"ref\" has no value",
                    "FROM a;ADD https://h/x.git?r%65f=a+%C3%A9&%zz&b=%&tag=b y => 2 ref conflicts: \"a \u00E9\" vs \"refs/tags/b\"",
                    "FROM a;ADD https://h/x.git?depth=1 y => 2 unexpected query \"depth\"",
                    "FROM a;ADD https://h/x.git?tag=a&tag=b y => 2 query \"tag\" has multiple values",
                    "FROM a;ADD https://h/x.git?ref=b#a y => 2 ref conflicts: \"a\" vs \"b\"",
                    "FROM a;ADD https://h/x.git?tag=v1&branch=b y => 2 branch conflicts with tag",
                    "FROM a;ADD https://h/x.git?subdir=b#a:/c/ y => 2 subdir conflicts: \"c\" vs \"b\"",
                    "FROM a;ADD https://h/x.git?submodules=x y => 2 invalid submodules value: \"x\"",
                    "FROM a;ADD git@h:x.git?mtime=now y => 2 invalid mtime value: \"now\" (must be \"checkout\" or \"commit\")",
                    "FROM a;ADD --keep-git-dir=true https://h/x.git?keep-git-dir=0 y => 2 inconsistent keep-git-dir configuration",
                    "FROM a;ADD --checksum=a https://h/x.git?commit=b y => 2 checksum mismatch \"a\" != \"b\"",
                    "FROM a;COPY https://h/x.git?depth=1 y => 2 unexpected query \"depth\"",
                    "FROM a;EXPOSE http => 2 invalid containerPort: http",
                    "FROM a;STOPSIGNAL SIGX => 2 invalid signal: SIGX",
                    "FROM scratch;VOLUME $X => 2 VOLUME specified can not be an empty string",
                    "FROM scratch;VOLUME $X \"y => 2 failed to process \"\\\"y\": unexpected end of statement while looking for matching double-quote",
                    "FROM a;COPY --chmod=999 a b => 2 invalid chmod parameter: '999'. it should be octal string and between 0 and 07777",
                    "FROM a;RUN --mount=type=tmp x => 2 unsupported mount type \"tmp\" (did you mean tmpfs?)",
                    "FROM a;RUN --mount=typ=tmpfs x => 2 unexpected key 'typ' in 'typ=tmpfs' (did you mean type?)",
                    "FROM a;RUN --mount=type=secret x => 2 invalid secret mount. one of source, target required",
                    "FROM a;RUN --mount=type=secret,id=a,src=b x => 2 both source and id can't be set",
                    "FROM a;RUN --mount=required,type=secret,id=a x => 2 unexpected key 'required' for mount type 'bind'",
                    "FROM a;RUN --mount=type=bind,mode=1 x => 2 mode not allowed for \"bind\" type mounts",
                    "FROM a;RUN --mount=type=cache,uid=x x => 2 invalid value x for uid",
                    "FROM a;RUN --mount=type=tmpfs,size=x,target=/t x => 2 invalid value for size: x",
                    "FROM a;RUN --mount=type=ssh,source=x x => 2 ssh does not support source",
                    "FROM a;RUN --mount=target=/ x => 2 invalid mount target \"/\"",
                    "FROM scratch;RUN --mount=target=. x => 2 invalid mount target \"/\"",
                    "FROM scratch;RUN --mount=type=bind x => 2 invalid mount target \"/\"",
                    "FROM a;WORKDIR /x/..;RUN --mount=target=. x => 3 invalid mount target \"/\"",
                    "FROM a;WORKDIR /x;WORKDIR ..;RUN --mount=target=x/.. x => 4 invalid mount target \"/\"",
                    "FROM a AS b;WORKDIR /;FROM b;RUN --mount=target=. x => 4 invalid mount target \"/\"",
                    "FROM a AS b;ONBUILD RUNN x;FROM b => 3 unknown instruction: RUNN (did you mean RUN?)",
                    "FROM a AS b;ONBUILD EXPOSE x;FROM b => 3 invalid containerPort: x",
                    "ARG A=${A^};FROM a => 1 failed to process \"${A^}\": unsupported modifier (^) in substitution",
                    "ARG SOURCE_DATE_EPOCH=now;FROM a => 1 invalid SOURCE_DATE_EPOCH: now",
                    "# check=x;FROM a => 1 failed to parse check options: invalid check option \"x\"",
                })
        void areBuildKitsAtItsLine(String file, String expected) {
            DockerfileScan scan = scan(file.replace(";", "\n") + "\n");

            int space = expected.indexOf(' ');
            assertThat(scan.error())
                    .contains(
                            new ScanError(
                                    Integer.parseInt(expected.substring(0, space)),
                                    expected.substring(space + 1)));
            assertThat(scan.stages()).isEmpty();
        }

        @Test
        void ofAPlatformAreThoseOfTheMissingValue() {
            assertThat(scan("ARG X\nFROM --platform=$X/a/b/c a\n").error().orElseThrow().message())
                    .startsWith(
                            "failed to parse platform $X/a/b/c: \"\" is an invalid OS component of"
                                    + " \"/a/b/c\"");
        }

        @Test
        void ofStagesThatAreNotBuiltDoNotMatterBeyondTheirFrom() {
            DockerfileScan scan = scan("FROM a AS dead\nENV A=${B^}\nEXPOSE http\nFROM a\nRUN x\n");

            assertThat(scan.error()).isEmpty();
        }

        @Test
        void areToldOfTheFirstStageInTheFile() {
            DockerfileScan scan =
                    scan(
                            """
                            FROM a AS one
                            FROM a AS two
                            EXPOSE two
                            FROM one AS three
                            EXPOSE three
                            COPY --from=two / /
                            """);

            assertThat(scan.error()).contains(new ScanError(3, "invalid containerPort: two"));
        }

        @Test
        void guessTheTargetThatWasMeant() {
            DockerfileScan scan =
                    scan("FROM a AS build\n", ScanRequest.lastStage().withTarget("biuld"));

            assertThat(scan.error().orElseThrow().message())
                    .isEqualTo("target stage \"biuld\" could not be found (did you mean build?)");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "FROM postgres\nVOLUME $PGDATA\n",
                    "FROM java\nENV X=${JAVA_HOME:?no}\n",
                    "FROM nginx\nSTOPSIGNAL $SIGNAL\n",
                    "FROM golang\nRUN --mount=target=. go build\n",
                    "FROM golang\nWORKDIR x\nRUN --mount=target=.. go build\n",
                    "FROM scratch\nWORKDIR /$X/x\nRUN --mount=target=. x\n",
                    "FROM scratch\nARG X\nWORKDIR /$X\nRUN --mount=target=. x\n",
                })
        void areNotMadeOfWhatTheBaseImageMayHaveSet(String file) {
            assertThat(scan(file).error()).isEmpty();
        }

        @Test
        void keepTheSyntaxOfTheFile() {
            DockerfileScan scan = scan("# syntax=docker/dockerfile:1.7\nFROMM x\n");

            assertThat(scan.syntax()).contains("docker/dockerfile:1.7");
            assertThat(scan.error()).isPresent();
        }
    }

    @Nested
    class Mounts {
        @Test
        void askForSecretsAndKeys() {
            DockerfileScan scan =
                    scan(
                            """
                            FROM alpine AS dead
                            RUN --mount=type=secret,id=unused x
                            FROM alpine
                            ARG N
                            RUN --mount=type=secret,id=a,env=A --mount=type=ssh x
                            RUN --mount=type=secret,target=/run/b.txt,required x
                            RUN --mount=type=secret,source=c --mount=type=ssh,id=git,required=true x
                            RUN --mount=type=secret,id=a,required=true x
                            RUN --mount=type=secret,id=key-$N x
                            RUN --mount=type=secret,target=/run/$N.txt x
                            RUN --mount=type=ssh,id=$N x
                            """);

            assertThat(scan.secrets())
                    .containsExactly(
                            new BuildSecret("a", true, 5),
                            new BuildSecret("b.txt", true, 6),
                            new BuildSecret("c", false, 7),
                            new BuildSecret("key-$N", false, 9),
                            new BuildSecret("$N.txt", false, 10));
            assertThat(scan.sshMounts())
                    .containsExactly(
                            new SshMount("default", false, 5),
                            new SshMount("git", true, 7),
                            new SshMount("$N", false, 11));
        }
    }

    @Nested
    class Warnings {
        @ParameterizedTest
        @CsvSource(
                delimiterString = " => ",
                value = {
                    "FROM a AS b;FROM a;RUN --mount=from=b,dst=/b x => KANIKO_MOUNT_FROM 3",
                    "FROM a;RUN --mount=type=ssh x => KANIKO_MOUNT_SSH 2",
                    "FROM --platform=linux/arm64 a => KANIKO_FROM_PLATFORM 1",
                    "FROM a-$TARGETARCH => KANIKO_FROM_PLATFORM_ARG 1",
                    "FROM a;ARG V=${V:?no} => KANIKO_SELF_REQUIRED_STAGE_ARG 2",
                    "ARG V='x$Y';FROM a => KANIKO_QUOTED_GLOBAL_DEFAULT 1",
                    "ARG V=v\"1\";FROM a:$V => KANIKO_QUOTED_GLOBAL_DEFAULT 1",
                    "FROM a;COPY <<E /e;$PATH;E => KANIKO_HEREDOC_EXPAND 2",
                    "FROM a${X} => UNDECLARED_ARG_IN_FROM 1",
                    "FROM a;ARG NPM_TOKEN => SECRET_LOOKING_ARG 2",
                    "FROM a AS x;FROM a AS x => DUPLICATE_STAGE_NAME 2",
                    "FROM a;RUN x \\;;y => EMPTY_CONTINUATION 4",
                    "FROM node:8-onbuild => BASE_IMAGE_ONBUILD_UNKNOWN 1",
                    "ARG V=1;FROM a:$V;RUN echo $V => GLOBAL_ARG_IN_STAGE 3",
                    "ARG V=1;FROM a:$V;RUN x && echo \"${V}\" => GLOBAL_ARG_IN_STAGE 3",
                    "ARG V=1;FROM a;RUN [\"sh\", \"-c\", \"echo $V\"] => GLOBAL_ARG_IN_STAGE 3",
                    "ARG V=1;FROM a;ENV X=$V => GLOBAL_ARG_IN_STAGE 3",
                    "ARG V=1;FROM a;COPY x-${V} / => GLOBAL_ARG_IN_STAGE 3",
                    "ARG V=1;FROM a;LABEL v=${V:-2} => GLOBAL_ARG_IN_STAGE 3",
                    "ARG V=1;FROM a;ARG W=$V => GLOBAL_ARG_IN_STAGE 3",
                    "ARG V=1;FROM a;EXPOSE $V => GLOBAL_ARG_IN_STAGE 3",
                    "ARG V=1;FROM a;RUN --mount=type=cache,target=/$V x => GLOBAL_ARG_IN_STAGE 3",
                    "ARG V=1;FROM a;RUN x;RUN echo $V;ARG V => GLOBAL_ARG_IN_STAGE 4",
                    "ARG V=1;FROM a AS b;ARG V;FROM a;RUN echo $V => GLOBAL_ARG_IN_STAGE 5",
                })
        void nameTheLine(String file, String expected) {
            assertThat(warnings(scan(file.replace(";", "\n") + "\n"))).contains(expected);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "FROM a;ARG PUBLIC_KEY",
                    "FROM a;ARG KEYBOARD",
                    "FROM a;ARG TOKEN_FILE",
                    "ARG V=\"x y\";FROM a",
                    "ARG V='x';FROM a",
                    "FROM a;COPY <<'E' /e;$PATH;E",
                    "FROM a;COPY <<E /e;plain;E",
                    "FROM --platform=linux/arm64 a;FROM a",
                    "FROM a;COPY --from=b / /",
                    "ARG V=1;FROM a:$V",
                    "ARG V=1;FROM a;ARG V;RUN echo $V",
                    "ARG V=1;FROM a AS b;ARG V;FROM b;RUN echo $V",
                    "ARG V=1;FROM a;ENV V=2;RUN echo $V",
                    "ARG V=1;FROM a;RUN echo V",
                    "ARG V=1;FROM a;RUN echo \\$V \\${V}",
                    "ARG V=1;FROM a;RUN V=$(x) && echo $V",
                    "ARG V=1;FROM a;RUN for V in a b; do echo $V; done",
                    "ARG V=1;FROM a;CMD echo $V",
                    "ARG http_proxy;FROM a;RUN echo $http_proxy",
                    "ARG V=1;FROM a AS dead;RUN echo $V;FROM a",
                })
        void areNotGivenWithoutReason(String file) {
            assertThat(scan(file.replace(";", "\n") + "\n").warnings()).isEmpty();
        }

        @Test
        void areGivenOnceForAStageThatSeesNoGlobalArgument() {
            DockerfileScan scan =
                    scan(
                            """
                            ARG V=1
                            FROM a AS b
                            RUN echo $V
                            RUN echo $V ${V}
                            FROM b
                            LABEL v=$V
                            """);

            assertThat(warnings(scan))
                    .containsExactly("GLOBAL_ARG_IN_STAGE 3", "GLOBAL_ARG_IN_STAGE 6");
            assertThat(scan.warnings().getFirst().message())
                    .isEqualTo(
                            "ARG V stands before the first FROM only, where no stage sees it: here"
                                    + " it is empty, unless the base image sets it. Put ARG V into"
                                    + " this stage, before this line.");
            assertThat(scan.required()).isEmpty();
        }

        @Test
        void sayWhereAnArgumentOfFromBelongs() {
            assertThat(scan("FROM a\nARG B\nFROM a$B\n").warnings())
                    .extracting(Warning::message)
                    .containsExactly(
                            "No ARG before the first FROM declares B: BuildKit takes no value for"
                                    + " it, Kaniko takes any --build-arg; put ARG B (line 2) before"
                                    + " the first FROM.");
        }

        @Test
        void tellWhatKanikoMakesOfValuesInFrom() {
            DockerfileScan scan =
                    scan(
                            "ARG A\nARG B\nFROM a${A}b@${B}\n",
                            ScanRequest.lastStage()
                                    .withValues(Map.of("A", "", "B", "sha256:" + "0".repeat(64))));
            DockerfileScan equals =
                    scan(
                            "ARG A\nFROM ${A#*=}\n",
                            ScanRequest.lastStage().withValue("A", "x=alpine"));

            assertThat(scan.warnings())
                    .extracting(Warning::code)
                    .containsExactly("EMPTY_FROM_VALUE");
            assertThat(equals.warnings())
                    .extracting(Warning::code)
                    .containsExactly("EQUALS_IN_FROM_VALUE");
        }
    }

    @Nested
    class Limits {
        @Test
        void refuseALargerFile() {
            DockerfileScanner scanner = DockerfileScanner.withSizeLimit(10);

            assertThat(
                            scanner.scan(
                                            "FROM alpine".getBytes(StandardCharsets.UTF_8),
                                            ScanRequest.lastStage())
                                    .error())
                    .contains(
                            new ScanError(
                                    1, "the Dockerfile is larger than the limit of 10 bytes"));
        }

        @Test
        void refuseVariablesThatGrowWithoutEnd() {
            String file = "FROM alpine\nENV A=0123456789abcdef\n" + "ENV A=$A$A\n".repeat(60);

            assertThat(scan(file).error().orElseThrow().message())
                    .contains("the expansion of variables exceeds the limit");
        }

        @Test
        void areToBePositive() {
            assertThatThrownBy(() -> DockerfileScanner.withSizeLimit(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("was 0");
        }

        @Test
        void letTenThousandStagesFollowEachOther() {
            StringBuilder file = new StringBuilder("FROM alpine AS s0\nARG A\n");
            for (int stage = 1; stage < 10_000; stage++) {
                file.append(
                        "FROM s%d AS s%d\nCOPY --from=s%d / /\n"
                                .formatted(stage - 1, stage, stage - 1));
            }
            file.append("RUN echo $A\n");

            DockerfileScan scan = scan(file.toString());

            assertThat(scan.stages()).hasSize(10_000).allMatch(ScannedStage::reachable);
            assertThat(scan.required()).hasSize(1);
        }
    }

    @Test
    void aRequirementComesWithItsEvidence() {
        assertThatThrownBy(() ->
                        new Argument(
                                "A",
                                Requirement.OPTIONAL,
                                Optional.of(Evidence.EXPLICIT),
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of()))
                .hasMessageContaining("evidence goes with REQUIRED");
    }
}
