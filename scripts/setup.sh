#!/bin/sh
# Set up what `make run` or `make test` needs, where it is missing: `scripts/setup.sh run|test`.
# System packages (Debian, Ubuntu) as root or by sudo where that asks nothing; then .venv with pinned packages.
set -eu
cd "$(dirname "$0")/.."
goal=$1
PATH="$PATH:/usr/sbin:/sbin" # ldconfig
missing=""

say() { printf 'make %s: %s\n' "$goal" "$*" >&2; }
need() { # need PACKAGE COMMAND...: the package is missing where the command fails
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}
library() { ldconfig -p | grep -q "$1"; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
installer() { # how to run apt-get without a question; fails where that cannot be
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then echo "env"; else sudo -n true 2>/dev/null && echo "sudo -n env"; fi
}

find_python() {
    for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if new_enough "$python"; then echo "$python" && return; fi
    done
    return 1
}

has_rtmidi_wheel() { # python-rtmidi has none from Python 3.13 on
    python=.venv/bin/python
    [ -x "$python" ] || python=$(find_python)
    "$python" -c 'import sys; sys.exit(sys.version_info >= (3, 13))' >/dev/null 2>&1
}

install_missing() {
    [ -n "$missing" ] || return 0
    if as=$(installer); then
        say "installing the system packages$missing"
        $as DEBIAN_FRONTEND=noninteractive apt-get update -q >&2 || say "apt-get update failed; trying to install anyway"
        # shellcheck disable=SC2086
        $as DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2 && return 0
    fi
    say "system packages are missing; type: sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing"
    return 1
}

# -- system packages

if [ "$(uname -s)" = Linux ]; then
    if ! new_enough .venv/bin/python; then
        if python=$(find_python); then
            need "$(basename "$python")-venv" "$python" -c "import ensurepip, venv"
        else
            missing=" python3 python3-venv"
        fi
        install_missing
    fi
    missing=""
    need libportaudio2 library libportaudio.so.2
    if [ "$goal" = run ]; then
        install_missing || say "without libportaudio2 there is no live sound, the demo only"
    else
        need chromium command -v chromium
        need chromium-driver command -v chromedriver
        need jackd2 command -v jackd
        need liblo-tools command -v oscdump
        need iproute2 command -v ip
        need openssl command -v openssl
        need opus-tools command -v opusenc
        need puredata-core command -v pd
        need supercollider-language command -v sclang
        need chuck command -v chuck
        if ! has_rtmidi_wheel; then # it is compiled
            need build-essential command -v g++
            need pkg-config command -v pkg-config
            need libasound2-dev test -f /usr/include/alsa/asoundlib.h
            need libjack-jackd2-dev test -f /usr/include/jack/jack.h
        fi
        need libatomic1 library libatomic.so.1 # of pedalboard
        need mma command -v mma
        need fluidsynth library libfluidsynth.so.
        need fluid-soundfont-gm test -f /usr/share/sounds/sf2/FluidR3_GM.sf2
        need musescore-general-soundfont-small test -f /usr/share/sounds/sf3/MuseScore_General_Lite.sf3
        install_missing
        missing=""
        need jack-example-tools command -v jack_lsp # Debian 12 has it in jackd2
        install_missing
    fi
fi

# -- the virtual environment

if ! new_enough .venv/bin/python; then
    if ! python=$(find_python); then
        say "livenode needs Python 3.11 or newer; install one and name it: make $goal PYTHON=/path/to/python3.12"
        exit 1
    fi
    "$python" -m venv --clear .venv
fi

# The stamp holds what was installed from; `test` includes `run`.
wanted=$(cat pyproject.toml requirements/constraints.txt scripts/*.sh scripts/compile.py livenode/rt/*.py livenode/rt/native/*.[ch] | cksum)
stamp=.venv/livenode-$goal
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then exit 0; fi

pip() { .venv/bin/python -m pip --disable-pip-version-check "$@"; }
add() { pip install -q -c requirements/constraints.txt "$@"; }
say "installing the pinned Python packages into .venv (minutes, once)"
export PIP_CONSTRAINT=requirements/constraints.txt PIP_BUILD_CONSTRAINT=requirements/constraints.txt # of what builds, too
if [ "$goal" = run ]; then
    add -e .
else
    # first and alone, so that nothing that depends on torch chooses another
    add torch==2.13.0
    add -e ".[test,train]"
    # an OSC library of another language, for the tests
    .venv/bin/npm install --silent --no-audit --no-fund --prefix .venv/node node-osc@11.7.1
    # for the tests of plans; elsewhere they are skipped
    if [ "$(uname -sm)" = "Linux x86_64" ]; then add tensorrt-rtx-cu13; fi
    echo "$wanted" >.venv/livenode-run
fi
echo "$wanted" >"$stamp"
