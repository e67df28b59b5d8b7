# make run: hear it.  make test: check it.  The others need one of the two first, and see to it themselves.
# ARGS go to livenode: make run ARGS="--device 3 --input-channels 2 --preset jam-bass --play"

ARGS ?=
PY := .venv/bin/python
# numpy's linear algebra on one thread: more of them slow each other down beside the audio
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1
export PYTHON

.PHONY: run demo test lint callback bench soak stage picture docs pages dist installed sbom audit fuzz setup setup-test

# Live; without arguments and without a sound card (exit code 74), the demo.
run: setup
ifeq ($(strip $(ARGS)),)
	@$(PY) run_node.py --play || { code=$$?; [ $$code = 74 ] || exit $$code; \
	  echo "no sound card can be used: playing the demo into files instead"; $(PY) run_node.py --demo; }
else
	@$(PY) run_node.py $(ARGS)
endif

demo: setup
	@$(PY) run_node.py --demo $(ARGS)

test: setup-test
	@$(PY) -m pytest -q -n 3 --no-loadscope-reorder --max-worker-restart=0 $(ARGS)

lint: setup-test
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

# How long a riff takes on this machine; ARGS=--json for one line of figures
bench: setup
	@$(PY) -m livenode bench $(ARGS)

# Three minutes through JACK with real inference, compared frame by frame with the journal's replay
soak: setup-test
	@$(PY) -m tests.live.soak --engine default --minutes 3 $(ARGS)

# A thousand random joins, the doctor's limits, a simulated day, an hour through JACK beside a busy
# process, an attack, faders, clients: five hours
stage: setup-test
	@$(PY) -m tests.stage.joins --joins 1000
	@$(PY) -m tests.stage.limits --hours 1
	@$(PY) -m tests.stage.day --hours 24
	@$(PY) -m tests.stage.day --hours 1 --engine default
	@$(PY) -m tests.stage.hour --minutes 60 --realtime
	@$(PY) -m tests.stage.hostile --realtime
	@$(PY) -m tests.stage.fader --realtime
	@$(PY) -m tests.stage.clients
	@$(PY) -m tests.stage.killed --times 50
	@$(PY) -m tests.stage.replayed --minutes 20 --events 500

# The picture in README: the demo's input and accompaniment
picture: setup-test demo
	@$(PY) -m livenode picture demo-out/demo-input.wav demo-out/demo-part1.wav docs/demo.png --bpm 97.1

# livenode/rt/native for this system; ARGS=--all for every one
callback: setup-test
	@$(PY) scripts/compile.py $(ARGS)

# The wheel and the sdist, in dist/
dist: setup-test
	@rm -rf dist
	@$(PY) -m hatchling build -d dist

# Both installed into empty environments, the demo played there
installed: dist
	@$(PY) -m tests.stage.installed $(ARGS)

# What the wheel brings, as a bill of materials (CycloneDX), and whether its licences may be; the demo, too
sbom: dist
	@$(PY) -m tests.stage.installed wheel --pinned --sbom dist/livenode.cdx.json
	@$(PY) scripts/licences.py dist/livenode.cdx.json

# The pinned packages among the known vulnerabilities; says so where no service can be reached
audit: setup-test
	@$(PY) scripts/audit.py

# Bytes that break a reader: ten minutes for each (Linux)
fuzz: setup-test
	@.venv/bin/python -m pip install -q -c requirements/constraints.txt 'atheris>=3'
	@$(PY) -m tests.fuzz.run --minutes 10 $(ARGS)

# The documentation as a site in build/docs; a broken link or a missing picture is an error
docs: setup-test
	@$(PY) -m sphinx -W --keep-going -q -b html docs build/docs
	@echo "open build/docs/index.html"

# What of the documentation is written from the code: after a change of table, options, keys or presets
pages: setup-test
	@$(PY) -m livenode.control.reference > docs/osc.md
	@for page in commands configuration presets; do $(PY) -m livenode.reference.$$page > docs/$$page.md || exit; done
	@$(PY) docs/pictures.py docs
	@XDG_DATA_HOME=/nonexistent $(PY) -m livenode surfaces --force --out docs/surfaces

setup:
	@scripts/setup.sh run

setup-test:
	@scripts/setup.sh test
