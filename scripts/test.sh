#!/usr/bin/env bash
# All checks and tests: the one command for people and for continuous integration.
#   --only-checks   leave the tests out
# Dovecot is installed where it is missing and we may; INBOX_HELPER_REQUIRE_DOVECOT=1 makes its absence a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
only_checks=${1:-}

step() { printf '\n== %s\n' "$*"; }

have_dovecot() { PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v dovecot >/dev/null; }

install_dovecot() {
    command -v apt-get >/dev/null || return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || return 0
        as_root=(sudo -n)
    fi
    echo "Dovecot is missing; installing Debian's package dovecot-imapd …"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends dovecot-imapd >/dev/null' || true
}

step "ruff"
"$bin/ruff" check .
"$bin/ruff" format --check .
step "mypy"
"$bin/mypy"
step "import-linter"
"$bin/lint-imports" --no-cache
step "rules"
"$bin/inbox-helper" rules test

if [ "$only_checks" = --only-checks ]; then
    exit 0
fi

have_dovecot || install_dovecot
not_run=
if ! have_dovecot; then
    not_run="Not run: the tests against Dovecot. Install it first (Debian and Ubuntu: apt-get install dovecot-imapd)."
    echo "$not_run"
    if [ "${INBOX_HELPER_REQUIRE_DOVECOT:-}" = 1 ]; then
        exit 1
    fi
fi

step "tests"
"$bin/pytest" -n "${PYTEST_WORKERS:-2}" --cov --cov-report=term:skip-covered -q
if [ -n "$not_run" ]; then
    printf '\n%s\n' "$not_run"
fi
