# A container that only waits: DIRECTORY SECONDS DIGEST. Writes what ContainerFiles reads.
set -eu
cd "$1"
seconds=$2
digest=$3

now() { date -u +%Y-%m-%dT%H:%M:%S.%NZ; }

# Other than the first end changes nothing.
end() {
  printf '%s\n' "$1" "$2" "$(now)" >exit.new
  [ -e exit ] || mv exit.new exit
  exit "$1"
}

read -r stat </proc/$$/stat
read -r boot </proc/sys/kernel/random/boot_id
# From the state on, so that the 20th is when this process began.
# shellcheck disable=SC2086 # a list of words
set -- ${stat##*) }
started=$(now)
printf '%s\n' "$$ ${20} $boot" "$started" >"process.$$"
ln "process.$$" process || exit 0
rm "process.$$"

trap 'kill "$waiting" 2>/dev/null; end 143 Error' TERM
printf '%s stdout F Waiting for %s s, as an image of load tests does\n' "$started" "$seconds" >>log
sleep "$seconds" &
waiting=$!
wait "$waiting"
printf '%s' "$digest" >termination-message
end 0 Completed
