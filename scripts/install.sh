#!/usr/bin/env bash
# Makes the environment: install.sh PYTHON FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
python=$1
venv=$2

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "inbox-helper needs Python 3.11 or newer. Name one: make PYTHON=python3.12 …" >&2
    exit 1
fi
if [ ! -x "$venv/bin/python" ] && ! "$python" -m venv "$venv"; then
    rm -rf "$venv"
    echo "Python's venv module does not work here. On Debian and Ubuntu: apt-get install python3-venv" >&2
    exit 1
fi
echo "Installing what inbox-helper needs into $venv …"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
