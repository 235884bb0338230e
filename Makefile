# run and test set up what they need; nothing else has to be installed beside Rust and Node.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

DATABASE ?= sqlite:var/aftercare.db
LISTEN ?= 127.0.0.1:8080

web_sources := $(shell find web-assets/src -type f) web-assets/build.mjs web-assets/icons.json

.PHONY: help run release test test-rust test-node test-browser walk-browser fuzz fuzz-api screenshots bench fmt lint audit setup assets fonts clean

help:
	@echo 'make run     build and serve a sample brand on http://$(LISTEN)'
	@echo 'make release the program to install, with everything in it'
	@echo 'make test    every test: rules, both databases, pages in a browser'
	@echo 'make bench   the figures of docs/performance.md'
	@echo 'make fuzz    damaged input to each reader, TARGET=plan for one, SECONDS=60 for each'
	@echo 'make fuzz-api   damaged requests to each operation of the API, by schemathesis'
	@echo 'make screenshots   the pictures of the README'
	@echo 'make setup   what the build embeds and the programs that the tests need'
	@echo 'make fmt     format    make lint   check format and lints    make audit   licences and sources of dependencies'

run: assets fonts
	@mkdir -p var
	cargo build --profile quick --locked --package aftercare-server
	exec "$$(scripts/target.sh)/quick/aftercare" serve --sample --database $(DATABASE) --listen $(LISTEN)

# The program as a brand installs it: slower to build, faster to run.
release: assets fonts
	cargo build --release --locked --package aftercare-server
	@echo "$$(scripts/target.sh)/release/aftercare"

test: setup
	$(MAKE) test-node
	$(MAKE) test-rust
	$(MAKE) walk-browser

test-rust: assets fonts
	scripts/postgres.sh scripts/test-rust.sh

test-node: assets
	cd web-assets && npm run check && npm test

test-browser: assets fonts
	cargo build --locked --package aftercare-server
	$(MAKE) walk-browser

# With the program that is there: the Rust tests have built one.
walk-browser: tests/browser/node_modules/.package-lock.json
	cd tests/browser && npm test

fuzz:
	scripts/setup.sh fuzz
	scripts/fuzz.sh $(or $(TARGET),all) $(or $(SECONDS),60)

fuzz-api: assets fonts
	scripts/fuzz-api.sh

screenshots: assets fonts tests/browser/node_modules/.package-lock.json
	cargo build --locked --package aftercare-server
	node scripts/screenshots.mjs

bench: setup
	scripts/machine.sh
	scripts/postgres.sh cargo bench --locked --package aftercare-server

fmt:
	cargo fmt --all

lint: assets fonts
	cargo fmt --all --check
	scripts/house-rules.sh
	cargo clippy --workspace --locked -- --deny warnings
	cargo clippy --workspace --all-targets --locked -- --deny warnings --allow clippy::expect_used --allow clippy::unwrap_used

audit:
	cargo deny --version >/dev/null 2>&1 || cargo install --locked cargo-deny
	cargo deny check bans licenses sources

setup: assets fonts
	scripts/setup.sh test

assets: web-assets/dist/manifest.json

web-assets/dist/manifest.json: web-assets/node_modules/.package-lock.json $(web_sources)
	scripts/setup.sh run
	cd web-assets && npm run build

web-assets/node_modules/.package-lock.json: web-assets/package-lock.json
	scripts/setup.sh run
	cd web-assets && npm ci --no-audit --no-fund && touch node_modules/.package-lock.json

tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json
	cd tests/browser && npm ci --no-audit --no-fund && touch node_modules/.package-lock.json

fonts: web-assets/node_modules/.package-lock.json
	node scripts/fonts.mjs

clean:
	rm -rf web-assets/dist web-assets/node_modules tests/browser/node_modules tests/browser/out crates/papers/fonts/*.gz
	cargo clean
