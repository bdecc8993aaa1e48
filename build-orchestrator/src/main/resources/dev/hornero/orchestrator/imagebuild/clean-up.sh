# Stays beside a build, and removes its directory on the node when the build has stopped, however it did.
set -u
own="$HORNERO_VOLUMES/$HORNERO_VOLUME"
pause=

# Removed is only what a checkout has marked as a build's own, the mark last; and what is empty.
remove() {
  set -- "$1" "$1"/hornero-build-*
  if [ -f "$2" ]; then
    find "$1" -mindepth 1 -maxdepth 1 ! -name 'hornero-build-*' -exec rm -rf {} + && rm -rf "$1"
  else
    rmdir "$1" 2>/dev/null || [ -d "$1" ]
  fi
}

# A checkout that is being killed may still write.
stop() {
  kill "$pause" 2>/dev/null
  until [ ! -d "$own" ] || remove "$own"; do sleep 1; done
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
  hex='[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'
  find "$HORNERO_VOLUMES" -mindepth 1 -maxdepth 1 -type d -mmin +10 -name "*-[0-9]*-workspace-$hex$hex" |
    while IFS= read -r left; do
      (flock -n 9 && remove "$left") 9<"$left"
    done
}

until [ -d "$own" ]; do rest 1; done
exec 8<"$own"
flock 8
sweep &
while :; do rest 3600; done
