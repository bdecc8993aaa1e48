# Checks one commit out onto a volume of its own. No credential is ever an argument of a process.
set -u
volume=/hornero/workspace
source=$volume/source
mark=$volume/hornero-build-$HORNERO_BUILD
umask 022
tab=$(printf '\t')
own=$(mktemp -d) && trap 'rm -rf "$own"' EXIT

exec 3>&2
fail() {
  echo "$1" >&3
  printf '%s' "$1" | head -c 2000 >/dev/termination-log
  exit 1
}

# A code and a sentence, one line each in the termination message of a checkout that succeeds.
warn() {
  echo "Warning: $2"
  printf '%s %.1000s\n' "$1" "$2" >>"$own/warnings"
}

# What passes is tried again, this often in all; who was waited for in vain is waited for twice as long then.
attempts=${HORNERO_CHECKOUT_ATTEMPTS:-4} delay=${HORNERO_CHECKOUT_DELAY:-1} patience=${HORNERO_CHECKOUT_PATIENCE:-60}
attempt=1 retry_after=

# Waits before the next attempt, as long as the server asks for where it does; 1 where there is none.
again() {
  [ "$attempt" -lt "$attempts" ] || return 1
  attempt=$((attempt + 1))
  pause=$delay
  [ "${retry_after:-0}" -gt "$pause" ] && pause=$retry_after
  [ "$pause" -gt 120 ] && pause=120
  echo "$1; attempt $attempt of $attempts follows in $pause s"
  sleep "$pause"
  delay=$((delay * 2)) retry_after=
}

# Removed is only what an earlier Pod of this very build has left.
if [ ! -f "$mark" ]; then
  [ -z "$(ls -A "$volume")" ] ||
    fail "The build volume holds files of something else, so nothing was removed and nothing built. Ask the operator where the volume comes from."
  : >"$mark" || fail "The build volume cannot be written to."
fi
find "$volume" -mindepth 1 -maxdepth 1 ! -name "${mark##*/}" -exec rm -rf {} + || fail "The build volume could not be emptied."
mkdir "$source" && cd "$source" || fail "The build volume cannot be written to."

# The addresses of standard input that the policy refuses, each once.
refused_addresses() {
  awk -v allow="$HORNERO_GIT_ALLOW_CIDRS" -v deny="$HORNERO_GIT_DENY_CIDRS" '
    function digits(number, width,   text) {
      for (text = ""; width > 0; width--) {
        text = (number % 2) text
        number = int(number / 2)
      }
      return text
    }
    function base16(text,   number, i, at) {
      number = 0
      for (i = 1; i <= length(text); i++) {
        at = index("0123456789abcdef", substr(text, i, 1))
        if (!at) return -1
        number = number * 16 + at - 1
      }
      return number
    }
    function bits4(text,   part, i, all) {
      if (split(text, part, ".") != 4) return ""
      all = ""
      for (i = 1; i <= 4; i++) {
        if (part[i] !~ /^[0-9]+$/ || part[i] + 0 > 255) return ""
        all = all digits(part[i] + 0, 8)
      }
      return all
    }
    function groups(text,   part, n, i, all) {
      if (text == "") return ""
      n = split(text, part, ":")
      all = ""
      for (i = 1; i <= n; i++) {
        if (i == n && part[i] ~ /\./) all = all bits4(part[i])
        else if (part[i] == "" || length(part[i]) > 4 || base16(part[i]) < 0) return "?"
        else all = all digits(base16(part[i]), 16)
      }
      return all
    }
    function bits(text,   gap, head, tail) {
      if (text !~ /:/) return bits4(text)
      text = tolower(text)
      gap = index(text, "::")
      if (!gap) head = groups(text)
      else {
        head = groups(substr(text, 1, gap - 1))
        tail = groups(substr(text, gap + 2))
        while (length(head) + length(tail) < 128) head = head "0"
      }
      text = head tail
      if (text !~ /^[01]+$/ || length(text) != 128) return ""
      # An IPv4 address in the form of IPv6 is judged as what it is.
      return substr(text, 1, 96) == digits(0, 80) "1111111111111111" ? substr(text, 97) : text
    }
    function within(address, ranges,   range, n, i, at, length_, network) {
      n = split(ranges, range, " ")
      for (i = 1; i <= n; i++) {
        at = index(range[i], "/")
        network = bits(at ? substr(range[i], 1, at - 1) : range[i])
        length_ = at ? substr(range[i], at + 1) + 0 : length(network)
        if (length(network) == length(address) &&
            substr(network, 1, length_) == substr(address, 1, length_)) return 1
      }
      return 0
    }
    $1 != "" && !seen[$1]++ {
      address = bits($1)
      if (address == "" || (!within(address, allow) && within(address, deny))) print $1
    }'
}

# The addresses of a host, one a line.
addresses() {
  case $1 in
    *:*) printf '%s\n' "$1" ;;
    *[!0-9.]*)
      getent ahosts "$1" 2>/dev/null || getent hosts "$1" 2>/dev/null ||
        nslookup "$1" 2>/dev/null | sed -n '/^Name:/,$s/^Address[^:]*: *//p'
      ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# Refuses what may not be reached, and keeps curl to the very addresses that were judged. Behind a proxy names are
# the proxy's to resolve and to judge.
require_allowed() {
  scheme=$1 host=$2 port=$3 pins=
  case " $(echo "$HORNERO_GIT_SCHEMES" | tr : ' ') " in
    *" $scheme "*) ;;
    *) fail "Addresses with $scheme:// may not be read here; the administrator allows schemes with HORNERO_GIT_ALLOW_SCHEMES." ;;
  esac
  [ "$scheme" = file ] && return
  case " $HORNERO_GIT_ALLOW_CIDRS " in *" 0.0.0.0/0 "*) case " $HORNERO_GIT_ALLOW_CIDRS " in *" ::/0 "*) return ;; esac ;; esac
  case $host in
    *[!0-9.]*) [ "${host#*:}" = "$host" ] && [ -n "${HTTPS_PROXY:-}${HTTP_PROXY:-}" ] && return ;;
  esac
  until addresses "$host" | awk '{ print $1 }' | sort -u >"$own/addresses" && [ -s "$own/addresses" ]; do
    # The scanner could resolve it a moment ago.
    again "The name of git host $host cannot be resolved" || fail "The name of git host $host cannot be resolved."
  done
  refused_addresses <"$own/addresses" >"$own/refused" || fail "The addresses of git host $host cannot be judged: the checkout image needs awk."
  refused=$(head -n 1 "$own/refused")
  [ -z "$refused" ] ||
    fail "Git host $host has the address $refused, which is not a public one; where this is meant, the administrator allows its range (HORNERO_GIT_ALLOW_CIDRS)."
  pins=$(sed 's/.*:.*/[&]/' "$own/addresses" | tr '\n' ,)
  case $host in
    *:*) pins= ;;
    *) pins="$host:$port:${pins%,}" ;;
  esac
}

# Where the server sends to instead of the repository; nothing where it does not.
redirected() {
  sed -n 's/.*<= Recv header: [Ll]ocation: *//p' "$own/trace" 2>/dev/null | tail -n 1 | tr -d '\r' |
    sed -n 's,/info/refs?service=git-upload-pack$,,p'
}

# Scheme, host, port and path of an address. It fails for one that programs could read differently, or that holds a
# password.
parts() {
  printf '%s\n' "$1" | LC_ALL=C awk '
    NR > 1 { exit 1 }
    {
      if (match($0, /^[a-z]+:\/\//)) {
        scheme = substr($0, 1, RLENGTH - 3)
        rest = substr($0, RLENGTH + 1)
        at = index(rest, "/")
        if (!at) exit 1
        authority = substr(rest, 1, at - 1)
        path = substr(rest, at)
      } else if (match($0, /^([A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9._-]+:[^:@\/-]/)) {
        scheme = "ssh"
        at = index($0, ":")
        authority = substr($0, 1, at - 1)
        path = "/" substr($0, at + 1)
      } else exit 1
      port = 0
      if (scheme == "https") port = 443
      else if (scheme == "http") port = 80
      else if (scheme == "ssh") port = 22
      else if (scheme == "git") port = 9418
      else if (scheme != "file" || authority != "") exit 1
      if (scheme == "ssh") sub(/^[A-Za-z0-9_][A-Za-z0-9._-]*@/, "", authority)
      if (scheme != "file" && match(authority, /:[1-9][0-9]*$/)) {
        port = substr(authority, RSTART + 1) + 0
        authority = substr(authority, 1, RSTART - 1)
      }
      if (port > 65535 || path !~ /^\/[A-Za-z0-9._~!$&()*+,;=:@%\/-]+$/) exit 1
      if (path ~ /\/(\.|%2[eE])(\.|%2[eE])?(\/|$)/) exit 1
      if (scheme != "file") {
        n = split(authority, label, ".")
        if (authority !~ /^[A-Za-z0-9._-]+$/) exit 1
        for (i = 1; i <= n; i++) if (label[i] == "" || label[i] ~ /^-/) exit 1
        if (label[n] ~ /^([0-9]+|0[xX][0-9A-Fa-f]*)$/) {
          if (n != 4) exit 1
          for (i = 1; i <= 4; i++) if (label[i] !~ /^(0|[1-9][0-9]*)$/ || label[i] > 255) exit 1
        }
      }
      print scheme, tolower(authority == "" ? "-" : authority), port, path
    }'
}

# Takes an address apart into $scheme, $host, $port and $path, if it may be read.
locate() {
  located=$(parts "$1") || return 1
  read -r scheme host port path <<END
$located
END
  [ "$host" = - ] && host=
  require_allowed "$scheme" "$host" "$port"
}

# Takes the address that a server sends to for the repository's, if it may be read.
follow() {
  before=$scheme rest=${repository#*://}
  case $1 in
    /*) repository=$scheme://${rest%%/*}$1 ;;
    *) repository=$1 ;;
  esac
  case $repository in
    https://* | http://*) locate "$repository" ;;
    *) false ;;
  esac || fail "The server of $address sends to an address that cannot be read: correct the repository's address."
  [ "$before" = https ] && [ "$scheme" != https ] && fail "The server of $address redirects from https to http."
}

# git fetch, redirects included: git follows none by itself, so that each is judged before it is asked. A credential
# goes to the host that it is for, and to no other that this one sends to.
fetch() {
  hops=0
  while :; do
    if GIT_TRACE_CURL="$own/trace" GIT_TRACE_CURL_NO_DATA=1 git -c "http.curloptResolve=$pins" -c http.followRedirects=false \
      fetch -q "$@"; then
      rm -f "$own/trace"
      return 0
    fi
    to=$(redirected)
    retry_after=$(sed -n 's/.*<= Recv header: [Rr]etry-[Aa]fter: *\([0-9]\{1,5\}\)[^0-9]*$/\1/p' "$own/trace" 2>/dev/null | tail -n 1)
    rm -f "$own/trace"
    [ -n "$to" ] && [ "$hops" -lt 5 ] || return 1
    hops=$((hops + 1))
    follow "$to"
    git remote set-url origin "$repository"
  done
}

# Whether the ssh key opens, as far as that can be said here: ssh passes by in silence one that does not.
opens() {
  [ ! -e "$own/key" ] || ! command -v ssh-keygen >/dev/null || ssh-keygen -y -f "$own/key" </dev/null >/dev/null 2>&1
}

# Why a command of git failed, out of what it said: the first line that is a reason. What follows from it comes later,
# and last comes advice, so the last line is none. Keys of .lfsconfig that git-lfs ignores are indented.
reason() {
  if grep -q 'REMOTE HOST IDENTIFICATION HAS CHANGED' "$1"; then
    echo "the ssh server shows another key than the known hosts of the git credential say; nothing was sent there"
  elif grep -q 'host key is known for' "$1"; then
    echo "the known hosts of the git credential have no line for the ssh server; nothing was sent there"
  elif grep -q 'Load key' "$1"; then
    echo "the ssh key of the git credential cannot be read ($(sed -n 's/.*Load key "[^"]*": *//p' "$1" | head -n 1 | tr -d '\r'))"
  elif grep -q 'Permission denied (' "$1" && ! opens; then
    echo "the passphrase of the git credential is missing, or does not open its ssh key"
  elif grep -q 'Permission denied (' "$1"; then
    echo "the ssh server refuses the key of the git credential: $(grep 'Permission denied (' "$1" | head -n 1 | tr -d '\r')"
  elif grep -q 'Operation too slow' "$1"; then
    echo "the server was too slow: less than $GIT_HTTP_LOW_SPEED_LIMIT bytes a second for $GIT_HTTP_LOW_SPEED_TIME s"
  elif grep -Eiq 'no space left on device|disk quota exceeded' "$1"; then
    grep -Ei 'no space left on device|disk quota exceeded' "$1" | head -n 1
  else
    tr -d '\r' <"$1" | grep -Ev '^(hint:|remote:|@|[[:space:]]*$)|(^|: )[Ww]arning:|^fatal: unable to connect to|^fatal: Could not read from remote|^Please make sure you have|^and the repository exists|^  [^ ]+$' >"$own/reasons"
    # Where git itself has no reason the server's own words are one.
    [ -s "$own/reasons" ] || sed -n 's/^remote: *\(.*[A-Za-z].*\)/\1/p' "$1" | tr -d '\r' >"$own/reasons"
    [ -s "$own/reasons" ] || cp "$1" "$own/reasons"
    head -n 1 "$own/reasons"
  fi
}

# Whether a reason may be gone a little later. The statuses are those of the scanner.
passes() {
  printf '%s\n' "$1" | grep -Eiq \
    -e 'timed out|timeout|too slow|temporary failure|network is unreachable|no route to host' \
    -e 'connection (refused|reset|closed|aborted)|reset by peer|broken pipe|failed to connect|empty reply' \
    -e 'unexpected disconnect|hung up|early eof|unexpected eof|transfer closed|properly terminated' \
    -e 'RPC failed; curl (7|16|18|28|35|52|55|56|92) ' \
    -e 'returned error: (408|425|429|500|502|503|504)'
}

# Whether the server said that it gives no commit by its id, or no commit alone.
gives_no_ids() {
  grep -Eiq -e 'not our ref|want [0-9a-f]+ not valid|unadvertised object|no such ref|not reachable' \
    -e "couldn't find remote ref|no such remote ref|dumb http transport|not support shallow" "$own/said"
}

# git fetch, with retries where the cause passes. Any other cause stands in $why.
fetch_patiently() {
  while ! fetch "$@" 2>"$own/said"; do
    why=$(reason "$own/said")
    passes "$why" && again "The repository could not be read: $why" || return 1
    [ "$GIT_HTTP_LOW_SPEED_TIME" -ge 240 ] || GIT_HTTP_LOW_SPEED_TIME=$((GIT_HTTP_LOW_SPEED_TIME * 2))
  done
}

export HOME="$own" GIT_TERMINAL_PROMPT=0 GIT_HTTP_LOW_SPEED_LIMIT=1000 GIT_HTTP_LOW_SPEED_TIME="$patience" LC_ALL=C
export GIT_ALLOW_PROTOCOL="$HORNERO_GIT_SCHEMES"
export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'
export GIT_CONFIG_KEY_1=advice.detachedHead GIT_CONFIG_VALUE_1=false

if [ -n "${HORNERO_GIT_USERNAME:-}" ]; then
  # Asked for this scheme and host only, so that a redirect elsewhere gets nothing. What was refused is not given again:
  # git-lfs would ask without end.
  export GIT_CONFIG_COUNT=3
  export GIT_CONFIG_KEY_2="credential.$HORNERO_GIT_ORIGIN.helper"
  export GIT_CONFIG_VALUE_2='!f() { case $1 in erase) : >"$HOME/refused-credential" ;; get) [ -e "$HOME/refused-credential" ] || printf "username=%s\npassword=%s\n" "$HORNERO_GIT_USERNAME" "$HORNERO_GIT_PASSWORD" ;; esac; }; f'
fi
if [ -e /hornero/git/key ]; then
  # The volume's files may be readable by the group, and the lines of a key that was copied somewhere may end in CR LF
  # or its last one in nothing: ssh accepts none of that.
  awk '{ sub(/\r$/, ""); print }' /hornero/git/key >"$own/key" && chmod 600 "$own/key" ||
    fail "The ssh key of the git credential cannot be copied: the checkout image needs awk."
  # By the key only: a server that asks for a password would be given the passphrase.
  export GIT_SSH_COMMAND="ssh -F /dev/null -i $own/key -o IdentitiesOnly=yes -o PreferredAuthentications=publickey -o StrictHostKeyChecking=yes -o UserKnownHostsFile=/hornero/git/known_hosts -o LogLevel=ERROR -o ConnectTimeout=30 -o ServerAliveInterval=15 -o ServerAliveCountMax=4"
  if [ -n "${HORNERO_GIT_PASSPHRASE:-}" ]; then
    printf '#!/bin/sh\nprintf "%%s\\n" "$HORNERO_GIT_PASSPHRASE"\n' >"$own/askpass" && chmod 700 "$own/askpass"
    # With one of its own git asks no other: it would give the passphrase to a server that wants a password.
    export SSH_ASKPASS="$own/askpass" SSH_ASKPASS_REQUIRE=force DISPLAY=none GIT_ASKPASS=
  else
    GIT_SSH_COMMAND="$GIT_SSH_COMMAND -o BatchMode=yes"
  fi
fi

# Reads a commit into the directory that is the current one.
deliver() {
  what=$1 address=$2 repository=$2 commit=$3 why=
  git init -q . && git remote add -- origin "$address" || fail "The build volume cannot be written to."
  echo "Fetching commit $commit of $address"
  if ! fetch_patiently --no-tags --depth 1 origin "$commit"; then
    # Some servers give a commit only as part of a branch or tag.
    if gives_no_ids; then
      echo "The server does not give the commit by its id; fetching branches and tags"
      fetch_patiently --tags origin '+refs/heads/*:refs/remotes/origin/*' && why=
    fi
    if [ -n "$why" ]; then
      cat "$own/said" >&2
      fail "The $what could not be read: $why"
    fi
  fi
  git cat-file -e "$commit^{commit}" 2>/dev/null || fail "Commit $commit is not in the $what (any more)."
  # Git LFS comes afterwards, where the image has it.
  git -c filter.lfs.required=false -c filter.lfs.process= -c filter.lfs.smudge= \
    checkout -q --detach "$commit" 2>"$own/checkout" || {
    cat "$own/checkout" >&2
    fail "Commit $commit of the $what could not be checked out: $(reason "$own/checkout")"
  }
  [ "$(git rev-parse HEAD)" = "$commit" ] || fail "What was checked out is not commit $commit."
  git remote set-url origin "$address"
  fetch_large_files
}

# The first of the files that are pointers of Git LFS and not their content, in $names; empty where there is none. A
# line's end in a name would begin a line of the termination message.
name_pointers() {
  git ls-files -z | git check-attr --cached -z --stdin filter | tr '\n\0' '?\n' |
    awk 'NR % 3 == 1 { path = $0 } NR % 3 == 0 && $0 == "lfs" { print "./" path }' | tr '\n' '\0' |
    xargs -0 -r sh -c 'find "$@" -prune -type f -size -3' sh 2>/dev/null |
    while IFS= read -r file; do
      IFS= read -r first <"$file"
      [ "$first" = "version https://git-lfs.github.com/spec/v1" ] && printf '%s\n' "${PWD#"$source"}/${file#./}"
    done | sed 's,^/,,' >"$own/pointers"
  names=$(awk '{ gsub(/[\001-\037\177]/, "?") } NR <= 10 { printf "%s%s", (NR > 1 ? ", " : ""), $0 } END { if (NR > 10) printf " and %d more", NR - 10 }' "$own/pointers")
}

# A file that git-lfs did not write to its end, which is no failure to it: it has neither its size nor a pointer in it.
name_unfinished() {
  git -c core.hooksPath="$own/hooks" lfs ls-files | sed -n 's/^[0-9a-f]* - //p' | while IFS= read -r file; do
    first=
    [ -f "$file" ] && IFS= read -r first <"$file"
    case $first in "version http"*) ;; *) printf '%s\n' "$file" ;; esac
  done | head -n 1
}

# What .lfsconfig says of a key, read as git-lfs reads it.
said_to_lfs() {
  if [ -e .lfsconfig ]; then
    git config --includes --file .lfsconfig "$1"
  else
    git config --includes --blob HEAD:.lfsconfig "$1"
  fi 2>/dev/null
}

# Judges the server of Git LFS that the commit names. It gets the credential only where this is for it: it may also
# send git-lfs to any path of the credential's host.
judge_lfs() {
  for key in lfs.url remote.origin.lfsurl; do
    elsewhere=$(said_to_lfs "$key") || continue
    locate "${elsewhere%/}/objects" &&
      # Over ssh git-lfs gives the path to the server's shell as it is.
      case "$scheme $path" in "ssh "*[!A-Za-z0-9._~/@+-]*) false ;; esac ||
      fail "The $what names a server of Git LFS that cannot be read: correct $key in .lfsconfig."
    credential_covers && continue
    GIT_CONFIG_COUNT=2
    [ "$scheme" != ssh ] ||
      fail "The $what names a server of Git LFS over ssh, which the project's git credential is not for: give $key in .lfsconfig an https address."
  done
}

# The content that Git LFS keeps, where the image has git-lfs; what stays a pointer is said.
fetch_large_files() {
  git grep -q --cached -e 'filter=lfs' -- '*.gitattributes' || return 0
  if command -v git-lfs >/dev/null; then
    echo "Fetching files of Git LFS"
    judge_lfs
    # It brings hooks of its own, which fail in a kept .git where a RUN step has no git-lfs.
    until git -c core.hooksPath="$own/hooks" -c filter.lfs.required=true -c filter.lfs.process='git-lfs filter-process' \
      -c filter.lfs.smudge='git-lfs smudge -- %f' -c filter.lfs.clean='git-lfs clean -- %f' \
      lfs pull origin >"$own/said" 2>&1; do
      why=$(reason "$own/said")
      [ ! -e "$own/refused-credential" ] || why="the server refuses the git credential"
      if ! passes "$why" || ! again "Files of Git LFS could not be fetched: $why"; then
        name_pointers
        # It also asks for what looks like a pointer and is none to git, as a file for tests may.
        [ -n "$names" ] || break
        fail "Files of the $what could not be fetched by Git LFS ($names): $why"
      fi
      # What was fetched by now may be what .lfsconfig includes.
      judge_lfs
    done
    unfinished=$(name_unfinished)
    [ -z "$unfinished" ] || fail "A file of the $what could not be written by Git LFS ($unfinished): $(reason "$own/said")"
    because="Git LFS left it out"
  else
    because="the checkout image has no git-lfs"
  fi
  name_pointers
  [ -z "$names" ] || warn LFS_POINTER "The build context has a pointer of Git LFS for $names: $because."
}

# An address of a submodule, relative to that of its repository where it begins with a dot.
resolved() {
  base=${1%/} rest=$2
  case $rest in ./* | ../*) ;; *) printf '%s' "$rest" && return ;; esac
  while :; do
    case $rest in
      ./*) rest=${rest#./} ;;
      ../*)
        rest=${rest#../}
        case $base in
          *://*/*) base=${base%/*} ;;
          *://*) return 1 ;;
          *:*/*) base=${base%/*} ;;
          *:?*) base=${base%%:*}: ;;
          *) return 1 ;;
        esac
        ;;
      *) break ;;
    esac
  done
  case $base in *:) printf '%s' "$base$rest" ;; *) printf '%s' "$base/$rest" ;; esac
}

# What .gitmodules of the current directory's commit says of the submodule at a path: its name's value of a key.
said_of_module() {
  git config --blob HEAD:.gitmodules --null --get-regexp '^submodule\..*\.path$' 2>/dev/null | tr '\n\0' '\t\n' |
    module_path=$1 awk -F '\t' '$2 == ENVIRON["module_path"] { sub(/\.path$/, "", $1); print $1; exit }' >"$own/module"
  module=$(cat "$own/module")
  [ -n "$module" ] && git config --blob HEAD:.gitmodules "$module.$2" 2>/dev/null
}

# Whether the git credential is for an address. Compared as it is written: an address in another spelling gets none.
credential_covers() {
  [ "$scheme $host $port" = "$HORNERO_GIT_SCHEME $HORNERO_GIT_HOST $HORNERO_GIT_PORT" ] || return 1
  case $path/ in
    *%*) [ -z "${HORNERO_GIT_SCOPE:-}" ] ;;
    "${HORNERO_GIT_SCOPE:-}"/*) return 0 ;;
    *) return 1 ;;
  esac
}

leave_out() {
  warn SUBMODULE_LEFT_OUT "$shown is a submodule, $1"
  printf '%s\t%s\n' "$shown" "$1" >>"$own/left-out"
}

# Reads a submodule of the repository at $1 into the directory $2, below the current one.
deliver_submodule() {
  shown=${PWD#"$source"} shown=${shown#/} shown=${shown:+$shown/}$2
  if [ "${HORNERO_SUBMODULES:-true}" != true ]; then
    leave_out "and this project builds without submodules."
    return
  fi
  address=$(said_of_module "$2" url) || {
    leave_out "and .gitmodules has no address for it."
    return
  }
  [ "$(said_of_module "$2" update)" != none ] || {
    leave_out "and .gitmodules says that it is not fetched."
    return
  }
  address=$(resolved "$1" "$address") && located=$(parts "$address") ||
    fail "The submodule $shown has an address that cannot be read: correct it in .gitmodules."
  case "$HORNERO_GIT_SCHEME $located" in
    "http"*" ssh $HORNERO_GIT_HOST 22 "*)
      # Read as the repository is: its credential is no ssh key.
      address=$HORNERO_GIT_ORIGIN/${located##* /}
      ;;
  esac
  locate "$address"
  GIT_CONFIG_COUNT=$settings
  if ! credential_covers; then
    GIT_CONFIG_COUNT=2
    [ "$scheme" != ssh ] ||
      fail "The submodule $shown is read over ssh from $host, which the project's git credential is not for: give it an https address, or build without submodules."
  fi
  # Its directory is one of the checkout, and no link out of it.
  cd -P "./$2" && [ "$PWD" = "$parent/$2" ] || fail "The submodule $shown has no directory of its own."
  deliver "submodule $shown at $address" "$address" "$3"
}

require_allowed "$HORNERO_GIT_SCHEME" "$HORNERO_GIT_HOST" "$HORNERO_GIT_PORT"
settings=$GIT_CONFIG_COUNT
deliver "repository $HORNERO_REPOSITORY" "$HORNERO_REPOSITORY" "$HORNERO_COMMIT"

# Directories and addresses of what was read; each is searched for submodules.
printf '%s\t%s\n' "$source" "$HORNERO_REPOSITORY" >"$own/delivered"
: >"$own/left-out"
at=1
while line=$(sed -n "${at}p" "$own/delivered") && [ -n "$line" ]; do
  parent=${line%%"$tab"*} parent_address=${line#*"$tab"}
  cd "$parent" || fail "The build volume cannot be read."
  git -c core.quotePath=false ls-files -s | sed -n "s/^160000 \([0-9a-f]*\) 0$tab/\1 /p" >"$own/submodules-$at"
  while IFS= read -r entry <&4; do
    directory=${entry#* }
    case $directory in \"*) fail "The name of the submodule $directory has characters that cannot be built with." ;; esac
    deliver_submodule "$parent_address" "$directory" "${entry%% *}"
    [ "$PWD" = "$parent" ] || printf '%s\t%s\n' "$PWD" "$address" >>"$own/delivered"
    cd "$parent" || fail "The build volume cannot be read."
    [ "$(wc -l <"$own/delivered")" -le 500 ] || fail "The repository has more than 500 submodules."
  done 4<"$own/submodules-$at"
  at=$((at + 1))
done
cd "$source" || fail "The build volume cannot be read."
if [ "${HORNERO_GIT_DIRECTORY:-false}" != true ]; then
  # Layers are cached by content, and git's own files are never the same twice.
  cut -f 1 "$own/delivered" | while IFS= read -r directory; do rm -rf "$directory/.git"; done
fi

leads_through_link() {
  on_the_way=$1
  while [ "$on_the_way" != "$source" ]; do
    [ -L "$on_the_way" ] && return 0
    on_the_way=${on_the_way%/*}
  done
  return 1
}

# A link in git may lead anywhere, and the executor follows it: where a path ends must be inside the checkout.
ends_inside() {
  relative=${2#"$source"/}
  while IFS="$tab" read -r module why; do
    case $relative/ in "$module"/*) fail "The $1 \"$relative\" is not there: $module is a submodule, $why" ;; esac
  done <"$own/left-out"
  end=$(readlink -f "$2") || end=
  case "$end" in
    "$source" | "$source"/*) [ -e "$end" ] && return ;;
  esac
  leads_through_link "$2" && fail "The $1 \"$relative\" leads through a link to what is not in the repository."
  fail "The $1 \"$relative\" is not in commit $HORNERO_COMMIT."
}
ends_inside Dockerfile "$HORNERO_DOCKERFILE"
ends_inside "build context" "$HORNERO_CONTEXT"
if [ -L "$HORNERO_CONTEXT" ]; then
  # The executor would copy the link, and nothing of the directory.
  cp -a "$end" "$volume/context" && rm "$HORNERO_CONTEXT" && mv "$volume/context" "$HORNERO_CONTEXT" ||
    fail "The build context ${HORNERO_CONTEXT#"$source"/} is a link to a directory that could not be copied."
fi
[ -e "$own/warnings" ] && head -c 3500 "$own/warnings" >/dev/termination-log
echo "Checked out commit $HORNERO_COMMIT"
