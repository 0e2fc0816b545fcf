# Sourced by run and test: finds Python, makes .venv from a lock file, installs Debian packages.

say() { printf '%s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else say "This needs root (or sudo): $*"; exit 1
  fi
}

# packages NAME…: installs the Debian packages that are missing
packages() {
  missing=()
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] && return
  command -v apt-get >/dev/null || { say "Please install: ${missing[*]}"; exit 1; }
  say "Installing ${missing[*]} …"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >/dev/null
}

find_python() {
  for name in python3.13 python3.12 python3.11 python3; do
    command -v "$name" >/dev/null || continue
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    echo "$name"; return
  done
  say "Python 3.11 or later is needed."; exit 1
}

# environment LOCK: .venv holds exactly what LOCK pins; quick when it does already
environment() {
  local lock=$1 python stamp
  python=$(find_python)
  stamp=$(cat "$lock" | sha256sum | cut -d' ' -f1)
  [ "$(cat .venv/"$(basename "$lock")".stamp 2>/dev/null)" = "$stamp" ] && return
  if [ ! -x .venv/bin/python ]; then
    "$python" -c 'import ensurepip' 2>/dev/null || packages python3-venv
    say "Making .venv …"
    "$python" -m venv .venv
  fi
  say "Installing what $lock pins …"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
  echo "$stamp" > .venv/"$(basename "$lock")".stamp
}
