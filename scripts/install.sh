#!/usr/bin/env bash
# Makes the environment and installs inbox-helper with all it needs into it: install.sh FOLDER
# PYTHON names the interpreter; else the first of the usual names that is new enough is taken.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh
venv=$1

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local name
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if new_enough "$name"; then
            echo "$name"
            return
        fi
    done
    echo "inbox-helper needs Python 3.11 or newer. Name one, such as: make PYTHON=python3.12 test" >&2
    return 1
}

works() { "$venv/bin/python" -m pip --version >/dev/null 2>&1; }

# Debian keeps a part of venv in a package of its own.
make_environment() {
    local package
    rm -rf "$venv"
    "$python" -m venv "$venv" >/dev/null 2>&1 && works && return
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if may_install; then
        echo "Python's venv module is not complete; installing Debian's package $package …"
        rm -rf "$venv"
        install_package "$package" && "$python" -m venv "$venv" && works && return
    fi
    rm -rf "$venv"
    echo "Python's venv module is not complete. On Debian and Ubuntu: apt-get install $package" >&2
    return 1
}

python=$(find_python)
works || make_environment
echo "Installing inbox-helper and what it needs into $venv …"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
