#!/bin/sh
# The Windows installer under Wine: installed silently, used, upgraded, removed; nothing but data stays.
# What Wine cannot show: SmartScreen, Defender, a real double click. Debian: wine wine64 xvfb.
set -eu
cd "$(dirname "$0")/../.."
setup=$(ls -t build/windows/crmdesk-*-setup.exe | head -n 1)
out=$PWD/build/windows/wine
stubs=$PWD/build_spec/windows/wine
export WINEPREFIX="$out/prefix" WINEDEBUG=-all LANG=zh_CN.UTF-8 LC_ALL=C.UTF-8
export WINEDLLOVERRIDES="mscoree=;mshtml=;winedbg.exe=;mscms,bcryptprimitives,icuuc=n"
for program in wine Xvfb x86_64-w64-mingw32-gcc; do
    command -v $program >/dev/null || { echo "Missing: $program"; exit 2; }
done
rm -rf "$out" && mkdir -p "$out"

run() { # quietly, with what Wine wants: no terminal at either end
    timeout 300 wine "$@" </dev/null 2>&1 | cat
}

Xvfb :97 -screen 0 1400x900x24 >/dev/null 2>&1 &
screen=$!
trap 'kill $screen; wineserver -k 2>/dev/null || true' EXIT
export DISPLAY=:97

echo "== a fresh Windows 10"
run winecfg -v win10
for name in bcryptprimitives mscms icuuc; do
    x86_64-w64-mingw32-gcc -shared -O2 -o "$WINEPREFIX/drive_c/windows/system32/$name.dll" \
        "$stubs/$name.c" -ladvapi32
done
cp "$(find /usr/share/fonts -iname 'wqy-microhei*' -o -iname 'NotoSansCJK-Regular*' | head -n 1)" \
    "$WINEPREFIX/drive_c/windows/Fonts/"
home="$WINEPREFIX/drive_c/users/$(id -un)"
program="$home/AppData/Local/Programs/crmdesk"
find "$home" "$WINEPREFIX/drive_c" -maxdepth 6 -iname '*crmdesk*' | { ! grep .; }

echo "== silent install"
run "$setup" /S
test -e "$program/crmdesk.exe"
du -sm "$program" | cut -f1 | sed 's/$/ MB installed/'
ls "$home/Desktop" "$home/AppData/Roaming/Microsoft/Windows/Start Menu/Programs" || true
run reg query 'HKCU\Software\Classes\crmdesk\shell\open\command'
run reg query 'HKCU\Software\Classes\crmdesk.backup\shell\open\command' | grep crmdesk.exe

cli() { run "$program/crmdesk-cli.exe" "$@"; }
echo "== console: made-up data, a Chinese .xls in, a list, Excel out"
cli --db 'C:\office.db' demo-data 'C:\office.db' 50
.venv/bin/python -c "
from pathlib import Path
from tests.support.office_files import Sheet, old_workbook
rows = [('姓名', '公司', '手机', '备注'), ('唐佳宁', '佳宁花店', '13800138000', '每月初一订花')]
old_workbook(Sheet('客户', rows))(Path('$WINEPREFIX/drive_c/book.xls'))"
cli --db 'C:\office.db' import 'C:\book.xls'
cli --db 'C:\office.db' list --search tjn
cli --db 'C:\office.db' export 'C:\office.xlsx'
cli --db 'C:\office.db' check
test -s "$WINEPREFIX/drive_c/office.xlsx"
echo "== the window: the main job, drawn"
run "$program/crmdesk.exe" walkthrough 'C:\walk'
ls "$WINEPREFIX/drive_c/walk"/*.png >/dev/null
cp "$WINEPREFIX/drive_c/walk"/*.png "$out"
echo "== the window on the screen"
run "$program/crmdesk.exe" --demo 50 &
sleep 40
QT_QPA_PLATFORM=xcb .venv/bin/python -c "
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
application.primaryScreen().grabWindow(0).save('$out/window.png')"
echo "== an upgrade while it runs changes nothing"
touch "$program/runtime/here-before"
run "$setup" /S || true
test -e "$program/runtime/here-before"
wineserver -k
wait %2 2>/dev/null || true
echo "== upgrade over itself, then removal"
run "$setup" /S
test ! -e "$program/runtime/here-before"
run "$program/uninstall.exe" /S
sleep 5
echo "== left behind"
# Data and settings stay; what the walk wrote into Temp is Windows' to clear.
find "$home" -ipath '*crmdesk*' -not -path '*/AppData/Local/crmdesk*' \
    -not -path '*/AppData/Roaming/crmdesk*' -not -path '*/Temp/*' | { ! grep .; }
test -e "$home/AppData/Local/crmdesk/demo.db"
run reg query 'HKCU\Software\Classes\crmdesk' | { ! grep crmdesk; }
run reg query 'HKCU\Software\Classes\.crmbackup' | { ! grep crmdesk; }
echo "The installer works under Wine."
