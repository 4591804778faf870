# Everything runs from .venv; `make setup` builds it once and again when the lock changes.
PYTHON ?= python3.11
BIN := .venv/bin
STAMP := .venv/.dutymap-set-up
DEMO := $(BIN)/dutymap --corpus demo-corpus

.PHONY: setup demo test test-slow check format lint types layers lock audit \
	bench bench-accuracy bench-questions bench-reading bench-digital bench-ask bench-mapping bench-corpus \
	bench-findings bench-graph bench-service fit-confidence fit-likeness \
	fit-weighing

setup: $(STAMP)

# paddleocr asks for opencv-contrib-python, which needs libGL and owns the same folder as the
# headless build; the headless build goes in last, so that cv2 loads on a machine without libGL.
$(STAMP): requirements.txt pyproject.toml constraints.txt
	@echo "== Setting up .venv: once, a few minutes, without more words"
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps -c constraints.txt opencv-python-headless
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	@echo "== The sample directives (fictional places; one is a scan, one a DOCX)"
	@$(DEMO) import corpus/samples
	@echo; echo "== 青禾县查询被执行人的婚姻登记信息，找哪个部门？"
	@$(DEMO) ask 青禾县查询被执行人的婚姻登记信息，找哪个部门？
	@echo; echo "== 青禾县由哪个部门限制失信被执行人乘坐飞机？"
	@$(DEMO) ask 青禾县由哪个部门限制失信被执行人乘坐飞机？
	@echo; echo "== 青禾县哪个部门协助查询住房公积金？"
	@$(DEMO) ask 青禾县哪个部门协助查询住房公积金？
	@echo; echo "== Who looks up what, side by side"
	@$(DEMO) compare 青禾县 临溪市 双桂县 --family query
	@echo; echo "== Three findings"
	@$(DEMO) findings --in 青禾县 --severity medium --each 1
	@echo; echo "Open the page:  $(DEMO) serve   then  http://127.0.0.1:8000/"

test: setup
	$(BIN)/python -m pytest -m "not slow"

test-slow: setup
	$(BIN)/python -m pytest -m slow

check: format lint types layers test

format: setup
	$(BIN)/ruff format --check .

lint: setup
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

bench: bench-accuracy bench-questions bench-reading bench-digital bench-ask bench-mapping bench-corpus bench-findings bench-graph bench-service

bench-accuracy: setup
	$(BIN)/python benchmarks/accuracy.py
	$(BIN)/python benchmarks/forms.py

bench-questions: setup
	$(BIN)/python benchmarks/questions.py

bench-reading: setup
	$(BIN)/python benchmarks/structure.py
	$(BIN)/python benchmarks/scans.py

# Digital PDFs: import against pdfplumber's bare text.
bench-digital: setup
	$(BIN)/python benchmarks/digital.py

bench-ask: setup
	$(BIN)/python benchmarks/ask.py

bench-corpus: setup
	$(BIN)/python benchmarks/corpus_speed.py --plot docs/images/corpus-growth.svg

bench-mapping: setup
	$(BIN)/python benchmarks/mapping_speed.py

# The weights of mapping/likeness.py, from the gold under tests/data.
fit-likeness: setup
	$(BIN)/python benchmarks/likeness.py

# The weights of mapping/weighing.py, from blind sets whose words no model knew.
fit-weighing: setup
	$(BIN)/python benchmarks/weighing.py

# The weights of mapping/confidence.py, from the first runs on blind sets.
fit-confidence: setup
	$(BIN)/python benchmarks/first_runs.py
	$(BIN)/python benchmarks/confidence.py

bench-findings: setup
	$(BIN)/python benchmarks/findings.py

bench-graph: setup
	$(BIN)/python benchmarks/graph_speed.py

bench-service: setup
	$(BIN)/python benchmarks/service.py

# Known faults of the pinned libraries; needs the internet. --strict: what could not be looked up fails.
audit: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv tool run pip-audit --strict -r requirements.txt --no-deps --disable-pip

# Pins every requirement with its hashes, naming no address.
lock: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra paddle -c constraints.txt \
		--generate-hashes --no-header --quiet -o requirements.txt
