# The doors into figlift. Each target calls cargo; `make help` lists them.
RAW    ?= raw
CONFIG ?= config
OUTPUT ?= output
# What must be there is only known of our own raw folder.
REQUIRE = $(if $(filter raw raw/ ./raw ./raw/,$(RAW)),--require-all)
SHARED ?= ../shared
CARGO  ?= cargo
# What `make fuzz` damages, for how long, and with which seed; FUZZ names more files to damage.
TARGET  ?= all
MINUTES ?= 1
SEED    ?= 1
# More options of the main job, such as --no-cache.
OPTIONS ?=

.PHONY: help pipeline test browser check bench fuzz score golden release clean print-bin

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

pipeline: ## run the main job: RAW, CONFIG and OUTPUT name its folders, OPTIONS are more options
	$(CARGO) run --quiet --locked -- run --raw '$(RAW)' --config '$(CONFIG)' --output '$(OUTPUT)' $(REQUIRE) $(OPTIONS)

test: ## run all tests; the interop tests set themselves up, those in a browser need `make browser`
	$(CARGO) test --quiet --locked --workspace
	python3 tests/interop/run.py
	python3 tests/browser/run.py "$$($(MAKE) --no-print-directory print-bin)"

browser: ## install what the tests in a browser need, besides Chromium and node
	cd tests/browser && npm ci --no-audit --no-fund

check: ## formatting, lints, documentation, order of the code, and that output/ is what the inputs give
	python3 tests/house.py --check
	python3 tests/generate/words.py --check
	python3 tests/generate/traditional.py --check
	python3 tests/generate/areas.py --check
	$(CARGO) fmt --all --check
	$(CARGO) clippy --quiet --locked --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS='-D warnings' $(CARGO) doc --quiet --locked --workspace --no-deps
	$(CARGO) run --quiet --locked -- run --check --require-all

bench: ## measure speed and memory: BENCH names texts or folders (default raw/); with --full also the large sizes
	$(CARGO) build --quiet --locked
	$(CARGO) run --quiet --locked --package figlift-bench -- $(BENCH)
	@echo
	python3 tests/bench/whole.py "$$($(MAKE) --no-print-directory print-bin)" $(BENCH)

fuzz: ## feed damaged files to the reader TARGET (or all) for MINUTES each: SEED gives others, FUZZ names more files to damage
	$(CARGO) run --quiet --locked --package figlift-fuzz -- $(TARGET) $(MINUTES) --seed $(SEED) $(FUZZ)

score: ## score the program against the annotations in SHARED (default ../shared)
	$(CARGO) build --quiet --locked
	python3 tests/score.py "$$($(MAKE) --no-print-directory print-bin)" '$(SHARED)'

golden: ## write the snapshots of the tests anew
	FIGLIFT_BLESS=1 $(CARGO) test --quiet --locked --test figlift

release: ## build the program for others, and put it into dist/ with the licences of all that it holds
	$(CARGO) build --release --locked --bin figlift
	python3 .ci/release.py dist

clean: ## remove what was built (not output/)
	$(CARGO) clean

print-bin: ## print the path of the built program
	@$(CARGO) metadata --format-version 1 --no-deps --locked | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"] + "/debug/figlift")'
