#!/bin/sh
# Everything a bare machine lacks, then environment.py with the same words. Quick when all is there.
set -eu
cd "$(dirname "$0")/.."

lacks_library() {
    ! printf '%s\n' "$libraries" | grep -q "$1"
}

# Debian and Ubuntu packages that are missing here, judged by what they bring rather than by
# name, because names differ between releases (libglib2.0-0, libglib2.0-0t64).
missing_packages() {
    libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    while read -r library package; do
        if lacks_library "$library"; then echo "$package"; fi
    done <<LIST
libglib-2.0.so.0 libglib2.0-0
libEGL.so.1 libegl1
libGL.so.1 libgl1
libfontconfig.so.1 libfontconfig1
libxkbcommon.so.0 libxkbcommon0
libdbus-1.so.3 libdbus-1-3
libxcb-cursor.so.0 libxcb-cursor0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
libcups.so.2 libcups2
LIST
    if [ -z "$(chinese_font)" ]; then echo fonts-noto-cjk; fi
    if [ -z "$(pick_python)" ]; then debian_python; fi
}

chinese_font() {
    find /usr/share/fonts /usr/local/share/fonts "${HOME:-}/.fonts" "${HOME:-}/.local/share/fonts" \
        \( -iname '*cjk*.[ot]t[cf]' -o -iname 'wqy*' -o -iname 'sourcehan*' -o -iname '*uming*' \) \
        -print 2>/dev/null | head -n 1
}

# The newest usable Python; PYTHON=... decides otherwise. An environment made before keeps its own.
pick_python() {
    if [ -x .venv/bin/python ]; then echo .venv/bin/python; return; fi
    for candidate in "${PYTHON:-}" python3.12 python3.11 python3; do
        if [ -n "$candidate" ] && "$candidate" -c '
import ensurepip, sys, venv
sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$candidate"
            return
        fi
    done
}

debian_python() {
    for version in 3.12 3.11 3; do
        found=$(apt-cache policy "python$version-venv" 2>/dev/null | sed -n 's/ *Candidate: //p')
        case "$found" in
            "" | "(none)") ;;
            3.[0-9][!0-9]* | 3.10[!0-9]*) ;;
            *) echo "python$version" "python$version-venv"; return ;;
        esac
    done
    echo python3 python3-venv
}

install_packages() {
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1; then
        as_root=sudo
    else
        echo "These system packages are missing. As root, run:" >&2
        echo "    apt-get update && apt-get install -y $*" >&2
        exit 1
    fi
    echo "Installing system packages: $*"
    $as_root apt-get update -q
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

if command -v apt-get >/dev/null 2>&1; then
    # apt-cache knows nothing before the first update, so a bare machine asks once more.
    if [ -z "$(pick_python)" ] && [ "$(id -u)" = 0 ]; then apt-get update -q; fi
    packages=$(missing_packages | tr '\n' ' ')
    # shellcheck disable=SC2086
    if [ -n "$packages" ]; then install_packages $packages; fi
fi

python=$(pick_python)
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed." >&2
    if [ "$(uname)" = Darwin ]; then echo "    brew install python@3.12" >&2; fi
    exit 1
fi
exec "$python" build_spec/environment.py "$@"
