# What the scripts share: may we install Debian's packages, and how. Sourced, not run.

# as_root COMMAND…: run it as root, or fail where that needs a password.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }
}

# install_package NAME…: quietly, and without starting the services that come with it.
install_package() {
    local policy=/usr/sbin/policy-rc.d log status=0 ours=
    log=$(mktemp)
    if [ ! -e "$policy" ]; then
        # A package that may not start its service asks this file, and 101 means no.
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
        ours=yes
    fi
    # Old lists of packages may do, so a failed update is no reason to give up.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >"$log" 2>&1 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" \
        >>"$log" 2>&1 || status=$?
    [ -z "$ours" ] || as_root rm -f "$policy"
    [ "$status" -eq 0 ] || tail -n 20 "$log" >&2
    rm -f "$log"
    return "$status"
}
