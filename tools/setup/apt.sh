#!/bin/sh
# Installs Debian packages where that is possible: apt is there and root asks. Fails otherwise, silently.
set -eu
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || exit 1
export DEBIAN_FRONTEND=noninteractive
install() { apt-get install -y -q --no-install-recommends -o Dpkg::Options::=--force-confold "$@" >&2; }
echo "installing $*" >&2
install "$@" 2>/dev/null || { apt-get update -q >&2 && install "$@"; }
