// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli;

/** Builds as status-service writes them. */
public final class BuildJson {
    private BuildJson() {}

    /** Build 4 of {@code dev-shop} in a phase, with more fields, such as {@code "step":"X",}. */
    public static String inPhase(String phase, String more) {
        return """
        {"id":"b-4","number":4,"projectEnv":"dev-shop","project":"shop","environment":"dev",
         "phase":"%s",%s"missing":[],"warnings":[],"tags":["latest"],"branch":"dev",
         "commit":{"sha":"0123456789abcdef0123456789abcdef01234567","author":"Ana",
                   "time":"2026-03-01T11:00:00Z","subject":"Sell more"},
         "cluster":"local","namespace":"builds",
         "times":{"requested":"2026-03-01T11:55:00Z"}}\
        """
                .formatted(phase, more);
    }

    public static String succeeded() {
        return inPhase(
                        "SUCCEEDED",
                        "\"image\":\"registry.example.com/shop/dev-shop:latest\",\"digest\":\"sha256:"
                                + "ab".repeat(32)
                                + "\",")
                .replace(
                        "\"requested\":\"2026-03-01T11:55:00Z\"",
                        """
                        "requested":"2026-03-01T11:55:00Z","launched":"2026-03-01T11:55:02Z",
                        "started":"2026-03-01T11:55:03Z","ended":"2026-03-01T11:56:05Z"\
                        """);
    }

    /** The same after a checkout that left a submodule out. */
    public static String succeededWithoutSubmodule() {
        return succeeded()
                .replace(
                        "\"warnings\":[]",
                        """
                        "warnings":[
                          {"code":"KANIKO_MOUNT_SSH","about":"DOCKERFILE","line":9,
                           "message":"It is left out."},
                          {"code":"SUBMODULE_LEFT_OUT","about":"CHECKOUT",
                           "message":"vendor/lib is a submodule."}]\
                        """);
    }

    /** One that says why it needs what it needs, and what changed. */
    public static String needsValuesSince() {
        return inPhase(
                        "NEEDS_VALUES",
                        """
                        "consequences":[
                          {"name":"VARIANT","value":"dev","needs":["DEVTOOLS","GDB"]},
                          {"name":"VARIANT","value":"prod","needs":["LICENSE"]}],
                        "changes":{"since":3,"added":["PROXY","VARIANT"],"removed":["OLD"],
                          "defaultChanged":[{"name":"PORT","before":"8080","after":"8081"},
                                            {"name":"HOST","after":""},
                                            {"name":"USER","before":"root"}]},\
                        """)
                .replace(
                        "\"missing\":[]",
                        """
                        "missing":[{"name":"VARIANT","description":"which image","hard":true,"since":[]},
                          {"name":"PROXY","hard":false,"since":[
                            {"name":"NET","value":"corp"},{"name":"TOKEN"}]}]\
                        """)
                .replace(
                        "\"warnings\":[]",
                        """
                        "warnings":[
                          {"code":"KANIKO_MOUNT_SSH","about":"DOCKERFILE","line":9,
                           "message":"It is left out."},
                          {"code":"UNKNOWN_ARG","about":"VALUE",
                           "message":"No ARG declares PROT."}]\
                        """);
    }

    public static String needsValues() {
        return inPhase("NEEDS_VALUES", "")
                .replace(
                        "\"missing\":[]",
                        """
                        "missing":[{"name":"VERSION","description":"the version to show","hard":true},
                                   {"name":"TOKEN","hard":false}]\
                        """);
    }
}
