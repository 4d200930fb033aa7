#!/bin/sh
# Sees to it that PostgreSQL's server programs are on the machine, which is all the private server needs.
# Where it cannot, the program's own message says what can be done.
set -eu
[ -z "${DATABASE_URL:-}${PG_BIN:-}" ] || exit 0
for initdb in "$(command -v initdb || true)" /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb \
	/opt/homebrew/opt/postgresql*/bin/initdb /usr/local/opt/postgresql*/bin/initdb \
	/Applications/Postgres.app/Contents/Versions/*/bin/initdb; do
	[ ! -x "$initdb" ] || exit 0
done

if [ "$(uname)" = Darwin ]; then
	command -v brew >/dev/null || exit 0
	echo "installing postgresql@17" >&2
	brew install postgresql@17 || true
	exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
	mkdir -p /etc/postgresql-common # the programs are wanted, not a server that starts with the machine
	echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
fi
"$(dirname "$0")/apt.sh" postgresql || true
