# Stays beside a build, and removes its directory on the node when the build has stopped, however it did.
set -u
own="$HORNERO_VOLUMES/$HORNERO_VOLUME"
pause=

# A checkout that is being killed may still write.
stop() {
  kill "$pause" 2>/dev/null
  until rm -rf "$own"; do sleep 1; done
  exit 0
}
trap stop TERM INT

rest() {
  sleep "$1" &
  pause=$!
  wait "$pause"
}

# What is left of Pods that were killed together with this, as when the node was. A directory that is in use is locked;
# one that is young may not be locked yet. Only what is named like ours is looked at.
sweep() {
  find "$HORNERO_VOLUMES" -mindepth 1 -maxdepth 1 -type d -mmin +10 -name '*-workspace-[0-9a-f]*' |
    while IFS= read -r left; do
      (flock -n 9 && rm -rf "$left") 9<"$left"
    done
}

until [ -d "$own" ]; do rest 1; done
exec 8<"$own"
flock 8
sweep &
while :; do rest 3600; done
