#!/usr/bin/env bash
# All checks and tests: the one command for people and for continuous integration. Every step runs, whatever became
# of the one before it, and the end tells which failed and what did not run.
#   --only-checks                      leave the tests out
#   INBOX_HELPER_REQUIRE_DOVECOT=1     fail where Dovecot or neomutt is missing and cannot be installed
#   PYTEST_WORKERS=N                   processes for the tests; 2 if left out
set -uo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh
bin=$PWD/.venv/bin
failed=()
not_run=()

step() {
    local name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@" || failed+=("$name")
}

have() { PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v "$1" >/dev/null; }

# provide PROGRAM PACKAGE NAME: install what the tests run against, or say how, and what does not run without it.
provide() {
    have "$1" && return
    if may_install; then
        printf '\n%s is missing; installing the package %s …\n' "$3" "$2"
        install_package "$2"
        have "$1" && return
    fi
    printf '\n%s is missing. To run the tests against it: apt-get install %s (Debian, Ubuntu)\n' "$3" "$2"
    if [ "${INBOX_HELPER_REQUIRE_DOVECOT:-}" = 1 ]; then
        failed+=("$3, which is demanded here")
    else
        not_run+=("the tests against $3 (apt-get install $2)")
    fi
}

# provide_cyrus: a second server, of which the package conflicts with Dovecot's; without it fewer tests run.
provide_cyrus() {
    scripts/unpack_cyrus.sh && return
    not_run+=("the tests against Cyrus (scripts/unpack_cyrus.sh)")
}

tests() {
    # Coverage from processes that the tests start would be written beside ours; one file a run is enough.
    rm -f .coverage .coverage.*
    "$bin/pytest" -n "${PYTEST_WORKERS:-2}" --cov --cov-report=term:skip-covered -q
}

summary() {
    echo
    if [ ${#not_run[@]} -gt 0 ]; then printf 'Not run: %s\n' "${not_run[@]}"; fi
    if [ ${#failed[@]} -gt 0 ]; then
        printf 'FAILED: %s\n' "${failed[@]}"
        exit 1
    fi
    echo "All that ran is well."
}

step "ruff check" "$bin/ruff" check --quiet .
step "ruff format" "$bin/ruff" format --check --quiet .
step "mypy" "$bin/mypy"
step "import-linter" "$bin/lint-imports" --no-cache
step "inbox-helper rules test" "$bin/inbox-helper" rules test
if [ "${1:-}" = --only-checks ]; then
    not_run+=("the tests (make test)")
else
    provide dovecot dovecot-imapd Dovecot
    provide neomutt neomutt neomutt
    provide_cyrus
    step "pytest" tests
fi
summary
