# Each target does its own set-up. Needed beforehand: Go, and Node.js for what checks the pages.
export PATH := $(PATH):/usr/local/go/bin
# One setting for build, vet and linter, so that the libraries are compiled once.
export CGO_ENABLED := 0
SETUP   := tools/setup
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LINTER  := github.com/golangci/golangci-lint/v2/cmd/golangci-lint
comma   := ,
section  = @printf '\n== %s  %s\n' "$$(date +%T)" '$(1)'

help: ## Say what can be made (this)
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | awk -F'\t' '{ printf "  make %-9s %s\n", $$1, $$2 }'

demo: build postgres ## Try Povtor: a private Postgres under ./data and a demo world (ARGS="--addr ...")
	@bin/povtor demo $(ARGS)

build: go ## Build bin/povtor
	@go build -buildvcs=false -ldflags '-s -w -X main.version=$(VERSION)' -o bin/povtor .

test: test-go test-js e2e lint ## Check everything: Go, JS and browser tests, vet and linter

test-go: postgres ## Run the Go tests with the race detector against a real Postgres (GOTESTFLAGS=-v)
	$(call section,Go tests)
	race=$$($(SETUP)/race.sh); CGO_ENABLED=$${race:+1} go test $$race -vet=off -timeout 10m $(GOTESTFLAGS) ./...

test-js: node_modules/.package-lock.json ## Check the pages: types, lint, format, contrast, unit tests
	$(call section,JS checks)
	npm run --silent check

e2e: build postgres node_modules/.package-lock.json ## Walk through the running product in a real browser
	$(call section,Browser tests)
	CHROMIUM="$$($(SETUP)/chromium.sh)" npm run --silent e2e

lint: bin/golangci-lint ## Look for faults: go vet and the linter
	$(call section,Vet and linter)
	go vet ./...
	bin/golangci-lint run

fmt: node_modules/.package-lock.json ## Format Go and JS
	go fmt ./...
	npm run --silent format

bench: build postgres ## Measure: everything under tools/bench, figures as in the README
	@for part in tools/bench/*/; do echo "== $$part"; go run "./$$part" || exit 1; done

shots: build postgres node_modules/.package-lock.json ## Take the screenshots, into e2e/shots
	CHROMIUM="$$($(SETUP)/chromium.sh)" npm run --silent shots

clean: ## Remove what was built; ./data stays
	rm -rf bin node_modules e2e/shots

bin/golangci-lint: tools/lint/go.mod tools/lint/go.sum | go
	$(call section,Building the linter$(comma) once: about two minutes)
	cd tools/lint && go build -o ../../bin/golangci-lint $(LINTER)

node_modules/.package-lock.json: package.json package-lock.json
	@$(SETUP)/node.sh
	npm ci --no-audit --no-fund
	@touch $@

go:
	@command -v go >/dev/null || { echo 'Go is missing: https://go.dev/dl' >&2; exit 1; }

postgres:
	@$(SETUP)/postgres.sh

.PHONY: help demo build test test-go test-js e2e lint fmt bench shots clean go postgres
.NOTPARALLEL:
