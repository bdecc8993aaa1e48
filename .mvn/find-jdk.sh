# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=dash
# Sourced by the scripts at the root, ./mvnw among them. Sets JAVA_HOME to a JDK of at least the version the build needs.

WANTED_JAVA=25

# The major version of the JDK in a directory; nothing where there is none.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

is_good_jdk() {
  local version
  version=$(jdk_version "$1")
  [ "${version:-0}" -ge "$WANTED_JAVA" ]
}

# Where the java on the PATH lives, through its links.
jdk_on_path() {
  local java target
  java=$(command -v java) || return 0
  while [ -L "$java" ]; do
    target=$(readlink "$java")
    case $target in
      /*) java=$target ;;
      *) java=$(dirname "$java")/$target ;;
    esac
  done
  (cd "$(dirname "$java")/.." 2>/dev/null && pwd -P)
}

find_jdk() {
  local candidate
  for candidate in \
    "${JAVA_HOME:-}" \
    "$(jdk_on_path)" \
    /usr/lib/jvm/* \
    /usr/java/* \
    /opt/*jdk* /opt/*java* /opt/java/* /opt/*temurin* \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
    "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$candidate" ] && is_good_jdk "$candidate"; then
      echo "$candidate"
      return 0
    fi
  done
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -F -v "$WANTED_JAVA+" 2>/dev/null || true
  fi
}

JAVA_HOME=$(find_jdk)
if [ -z "$JAVA_HOME" ]; then
  echo "No JDK $WANTED_JAVA or newer found: install one (https://adoptium.net, or: sdk install java $WANTED_JAVA-tem) or set JAVA_HOME" >&2
  exit 1
fi
export JAVA_HOME
