// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console;

/** Builds as status-service writes them. */
public final class BuildJson {
    private BuildJson() {}

    /** Build 4 of {@code dev-shop} in a phase, with more fields, such as {@code "step":"X",}. */
    public static String inPhase(String phase, String more) {
        return """
        {"id":"b-4","number":4,"projectEnv":"dev-shop","project":"shop","environment":"dev",
         "phase":"%s",%s"warnings":[],"tags":["latest","4"],"branch":"dev",
         "commit":{"sha":"0123456789abcdef0123456789abcdef01234567","author":"Ana",
                   "time":"2026-03-01T11:00:00Z","subject":"Sell <more>"},
         "cluster":"local","namespace":"builds",
         "times":{"requested":"2026-03-01T11:55:00Z","scanned":"2026-03-01T11:55:01Z"}}\
        """
                .formatted(phase, more);
    }

    public static String needsValues() {
        return inPhase(
                "NEEDS_VALUES",
                """
                "missing":[{"name":"VERSION","description":"the version to show","hard":true},
                           {"name":"NPM_TOKEN","hard":false}],
                "arguments":[
                  {"name":"COLOUR","requirement":"OPTIONAL","hard":false,"default":"blue",
                   "description":"of the page","lines":[3],"stages":[0]},
                  {"name":"PORT","requirement":"OPTIONAL","hard":false,"default":"9090",
                   "defaults":[{"line":4,"value":"8080"},{"line":8,"value":"9090"}],
                   "lines":[4,8],"stages":[0]},
                  {"name":"VERSION","requirement":"REQUIRED","evidence":"EXPLICIT","hard":true,
                   "description":"the version to show","lines":[1],"stages":[0]},
                  {"name":"NPM_TOKEN","requirement":"REQUIRED","evidence":"AMBIENT","hard":false,
                   "lines":[2],"stages":[0]}],\
                """);
    }

    /** One that says why it needs what it needs, and what changed. */
    public static String needsValuesSince() {
        return inPhase(
                        "NEEDS_VALUES",
                        """
                        "missing":[
                          {"name":"FLAVOUR","description":"which image to build","hard":true,"since":[]},
                          {"name":"DEVTOOLS","description":"debuggers to install","hard":false,
                           "since":[{"name":"VARIANT","value":"dev"},{"name":"TOKEN"}]}],
                        "consequences":[
                          {"name":"FLAVOUR","value":"full","needs":["LICENSE","LICENSEE"]},
                          {"name":"FLAVOUR","value":"slim","needs":["BASE"]}],
                        "changes":{"since":3,"added":["DEVTOOLS"],"removed":["OLD"],
                          "defaultChanged":[{"name":"PORT","before":"8080","after":"8081"},
                                            {"name":"HOST","after":""},
                                            {"name":"USER","before":"root"}]},
                        "arguments":[
                          {"name":"FLAVOUR","requirement":"REQUIRED","evidence":"EXPLICIT","hard":true,
                           "description":"which image to build","lines":[1],"stages":[0],"since":[]},
                          {"name":"VARIANT","requirement":"OPTIONAL","hard":false,"default":"prod",
                           "description":"dev or prod","lines":[2],"stages":[0],"since":[]}],\
                        """)
                .replace(
                        "\"warnings\":[]",
                        """
                        "warnings":[
                          {"code":"KANIKO_MOUNT_SSH","about":"DOCKERFILE","line":9,
                           "message":"It is left out."},
                          {"code":"UNKNOWN_ARG","about":"VALUE",
                           "message":"No ARG declares <VERSON>."},
                          {"code":"SUBMODULE_LEFT_OUT","about":"CHECKOUT",
                           "message":"vendor/lib is a submodule."}]\
                        """);
    }

    public static String failed() {
        return inPhase(
                "FAILED",
                """
                "reason":"DOCKERFILE_STEP_FAILED","message":"RUN npm ci ended with 1.",
                "hint":"Read the end of the log.","line":7,"exitCode":1,\
                """);
    }

    public static String succeeded() {
        return inPhase(
                "SUCCEEDED",
                """
                "image":"registry.example.com/shop/dev-shop:latest","digest":"sha256:abc",\
                """);
    }
}
