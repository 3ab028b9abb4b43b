#!/usr/bin/env bash
# Unpack Debian's Cyrus for the tests: it is the second server, and its package cannot be installed beside Dovecot's.
#   unpack_cyrus.sh     into a folder under /var/tmp, which other users can read; INBOX_HELPER_CYRUS names another one
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh
target=${INBOX_HELPER_CYRUS:-/var/tmp/inbox-helper-cyrus-$(id -u)}
[ ! -e "$target/usr/lib/cyrus/bin/master" ] || exit 0
may_install || { echo "Cyrus can be had on Debian and Ubuntu only, and where packages may be installed." >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
# What it is linked against; the rest comes with every Debian.
libraries=$(apt-cache depends cyrus-common | sed -n 's/^ *Depends: *\(lib[a-z]*[a-z0-9.+-]*\)$/\1/p')
# shellcheck disable=SC2086
install_package $libraries
(cd "$work" && apt-get download -q cyrus-common cyrus-imapd >/dev/null 2>&1)
mkdir -p "$target"
for package in "$work"/*.deb; do dpkg -x "$package" "$target"; done
