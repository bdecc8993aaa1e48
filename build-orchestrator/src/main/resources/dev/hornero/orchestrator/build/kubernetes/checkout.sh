# Checks one commit out onto an emptied volume. No credential is ever an argument of a process.
set -u
workspace=/hornero/workspace
umask 022
own=$(mktemp -d) && trap 'rm -rf "$own"' EXIT

fail() {
  echo "$1" >&2
  printf '%s' "$1" | head -c 2000 >/dev/termination-log
  exit 1
}

find "$workspace" -mindepth 1 -maxdepth 1 -exec rm -rf {} + || fail "The build volume could not be emptied."
cd "$workspace" || fail "The build volume is not there."

export HOME="$own" GIT_TERMINAL_PROMPT=0 GIT_HTTP_LOW_SPEED_LIMIT=1000 GIT_HTTP_LOW_SPEED_TIME=60
export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'
export GIT_CONFIG_KEY_1=advice.detachedHead GIT_CONFIG_VALUE_1=false

if [ -n "${HORNERO_GIT_USERNAME:-}" ]; then
  # Asked for this scheme and host only, so that a redirect elsewhere gets nothing.
  export GIT_CONFIG_COUNT=3
  export GIT_CONFIG_KEY_2="credential.$HORNERO_GIT_ORIGIN.helper"
  export GIT_CONFIG_VALUE_2='!f() { [ "$1" = get ] && printf "username=%s\npassword=%s\n" "$HORNERO_GIT_USERNAME" "$HORNERO_GIT_PASSWORD"; }; f'
fi
if [ -e /hornero/git/key ]; then
  # The volume's files may be readable by the group, which ssh does not accept.
  cp /hornero/git/key "$own/key" && chmod 600 "$own/key"
  export GIT_SSH_COMMAND="ssh -i $own/key -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile=/hornero/git/known_hosts -o ConnectTimeout=30"
  if [ -n "${HORNERO_GIT_PASSPHRASE:-}" ]; then
    printf '#!/bin/sh\nprintf "%%s\\n" "$HORNERO_GIT_PASSPHRASE"\n' >"$own/askpass" && chmod 700 "$own/askpass"
    export SSH_ASKPASS="$own/askpass" SSH_ASKPASS_REQUIRE=force DISPLAY=none
  else
    GIT_SSH_COMMAND="$GIT_SSH_COMMAND -o BatchMode=yes"
  fi
fi

git init -q . && git remote add origin "$HORNERO_REPOSITORY" || fail "The build volume cannot be written to."

echo "Fetching commit $HORNERO_COMMIT of $HORNERO_REPOSITORY"
if ! git fetch -q --no-tags --depth 1 origin "$HORNERO_COMMIT" 2>"$own/by-id"; then
  # Some servers give a commit only as part of a branch or tag.
  echo "The server does not give the commit by its id; fetching branches and tags"
  if ! git fetch -q --tags origin '+refs/heads/*:refs/remotes/origin/*' 2>"$own/all"; then
    cat "$own/all" >&2
    fail "The repository $HORNERO_REPOSITORY could not be read: $(grep -v '^hint:' "$own/all" | tail -n 1)"
  fi
fi
git cat-file -e "$HORNERO_COMMIT^{commit}" 2>/dev/null ||
  fail "Commit $HORNERO_COMMIT is not in $HORNERO_REPOSITORY (any more)."
git checkout -q --detach "$HORNERO_COMMIT" 2>"$own/checkout" || {
  cat "$own/checkout" >&2
  fail "Commit $HORNERO_COMMIT could not be checked out: $(tail -n 1 "$own/checkout")"
}
[ "$(git rev-parse HEAD)" = "$HORNERO_COMMIT" ] || fail "What was checked out is not commit $HORNERO_COMMIT."
# Layers are cached by content, and git's own files are never the same twice.
rm -rf .git
echo "Checked out commit $HORNERO_COMMIT"
