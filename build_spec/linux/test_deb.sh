#!/bin/sh
# `make package-test`: the package in a bare Debian: installed, used, removed. Needs root.
set -eu
cd "$(dirname "$0")/../.."
package=$(ls -t build/linux/crmdesk_*.deb | head -n 1)
root=build/linux/chroot
release=${RELEASE:-bookworm}

if ! command -v debootstrap >/dev/null 2>&1; then
    apt-get install -y -q --no-install-recommends debootstrap
fi
if [ ! -e "$root/etc/debian_version" ]; then
    # The mirror this machine itself takes its packages from.
    mirror=$(apt-get indextargets --format '$(SITE)' | head -n 1)
    debootstrap --variant=minbase "$release" "$root" "$mirror" >build/linux/debootstrap.log
    cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/"
    mkdir -p "$root/etc/ssl/certs"
    cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
fi
cp /etc/resolv.conf /etc/hosts "$root/etc/"
rm -rf "$root/tmp/package" "$root"/tmp/office* "$root/tmp/walk" # of the time before
mkdir -p "$root/tmp/package"
cp "$package" "$root/tmp/package/crmdesk.deb"

inside() {
    env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin QT_QPA_PLATFORM=offscreen \
        DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"
}
mounted() {
    mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
    mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
}
let_go() {
    umount "$root/proc" "$root/dev" 2>/dev/null || true
}
trap let_go EXIT
mounted
inside find / -xdev \( -name proc -o -name dev -o -name tmp -o -path /var -o -path /root \) \
    -prune -o -print | sort >build/linux/before.txt

inside apt-get update -q >/dev/null
echo "== install"
inside apt-get install -y -q /tmp/package/crmdesk.deb >build/linux/install.log
inside sh -c 'for file in $(find /opt/crmdesk -name "*.so*" -type f); do ldd "$file"; done' |
    { ! grep "not found"; }
echo "== the main job: an old address book in, a customer found, a call, a complaint, Excel out"
inside crmdesk walkthrough /tmp/walk
inside sh -c 'ls -l /tmp/walk'
echo "== console"
inside crmdesk demo-data /tmp/office.db 50
inside crmdesk --db /tmp/office.db list --limit 3
inside crmdesk --db /tmp/office.db export /tmp/office.xlsx
inside crmdesk --db /tmp/office.db check
echo "== upgrade over itself, removal"
inside apt-get install -y -q --reinstall /tmp/package/crmdesk.deb >>build/linux/install.log
inside apt-get purge -y -q crmdesk >>build/linux/install.log
inside apt-get autoremove -y -q --purge >>build/linux/install.log
inside find / -xdev \( -name proc -o -name dev -o -name tmp -o -path /var -o -path /root \) \
    -prune -o -print | sort >build/linux/after.txt
echo "== left behind (what packages of the system leave is theirs)"
comm -13 build/linux/before.txt build/linux/after.txt | { ! grep -i crmdesk; }
test -e "$root/tmp/office.xlsx"
echo "The package works."
