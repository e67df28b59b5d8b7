#!/bin/sh
# Install the wheel in dist/ into a fresh Debian of its own folder, and play the demo there: `sudo tests/stage/root.sh`.
# Nothing is in it but Debian's smallest set, Python with venv, and PortAudio. DIR and SUITE can be named.
set -eu
cd "$(dirname "$0")/../.."
suite=${SUITE:-bookworm}
root=${DIR:-$(mktemp -d)}
wheel=$(ls -t dist/livenode-*.whl | head -n 1)

say() { printf 'root: %s\n' "$*"; }

[ -x "$root/usr/bin/python3" ] || debootstrap --variant=minbase \
    --include=python3,python3-venv,libportaudio2,ca-certificates "$suite" "$root" >/dev/null
for file in /etc/resolv.conf /etc/pip.conf /etc/ssl/certs/ca-certificates.crt; do # how this machine reaches PyPI
    if [ -f "$file" ]; then cp -L "$file" "$root$file"; fi
done
cp "$wheel" "$root/root/"
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 chroot "$root" "$@"; }
say "$(inside python3 --version), $(du -sm "$root" | cut -f1) MB before"
inside python3 -m venv /opt/livenode
inside /opt/livenode/bin/pip install -q "/root/$(basename "$wheel")"
say "$(du -sm "$root/opt/livenode" | cut -f1) MB installed"
inside sh -c 'cd /var/tmp && /opt/livenode/bin/livenode engines verify && /opt/livenode/bin/livenode run --demo'
inside /opt/livenode/bin/python -c '
import soundfile, numpy
audio, rate = soundfile.read("/var/tmp/demo-out/demo-part1.wav")
level_db = 20 * numpy.log10(numpy.sqrt((audio**2).mean()) + 1e-9)
assert level_db > -45, level_db
print(f"root: the accompaniment is at {level_db:.1f} dBFS, {len(audio) / rate:.1f} s")'
