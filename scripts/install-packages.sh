#!/usr/bin/env bash
# Installs the Debian packages named on the command line that are not installed yet.
set -euo pipefail

missing=()
if command -v dpkg-query >/dev/null; then
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && exit 0
fi

if ! command -v apt-get >/dev/null; then
  cat >&2 <<TEXT
This system has no apt-get. Install what these Debian packages hold, then run make again:
  $*
That is: Graphviz (libgvc, libcgraph) and PROJ with headers, pkg-config, the font Noto Sans CJK SC,
and for the tests rsvg-convert, pdfinfo, Chromium and Python 3 with venv.
TEXT
  # What matters is that it is there, not how it came: go on where the libraries answer.
  if pkg-config --exists libgvc proj 2>/dev/null; then exit 0; fi
  exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Installing ${missing[*]} needs root; there is no sudo. Ask for: apt-get install ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "Installing: ${missing[*]}" >&2
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
