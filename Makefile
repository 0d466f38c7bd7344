# What a developer and CI run. `make check` is all that must hold before a change
# lands; the other targets are its parts and a few conveniences.

SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := build

GO       ?= go
TIME     ?= 1s
FUZZTIME ?= 10s
PKG      ?= ./...

# Packages whose tests write generated pages and expected files with -update.
golden = $(shell grep -rl --include=*_test.go 'flag.Bool."update"' internal tools | xargs -r -n1 dirname | sort -u | sed 's,^,./,')

.PHONY: build test test-race test-pg check fmt vet lint templ-check assets-check notices-check bench fuzz approval-million demo assets generate

# The one binary, static.
build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w' -o guatu ./cmd/guatu

test:
	$(GO) test $(PKG)

# The race detector needs a C compiler and makes tests five to ten times slower: it
# runs over what is shared between goroutines, with the small seeds.
test-race:
	$(GO) test -race -short ./internal/fault ./internal/workday ./internal/money ./internal/ident ./internal/geo \
		./internal/access ./internal/journal ./internal/glossary ./internal/store/... ./internal/app/...

# storetest finds the installed PostgreSQL binaries, starts a private server and
# throws it away; required here, so that a missing server fails instead of passing
# unseen.
test-pg:
	GUATU_TEST_REQUIRE=postgres $(GO) test -count=1 ./internal/store/... ./internal/app/...

check: fmt vet lint templ-check assets-check notices-check test

fmt:
	@wrong=$$(gofmt -l cmd internal tools); test -z "$$wrong" || { echo "gofmt would change:"; echo "$$wrong"; exit 1; }

vet:
	$(GO) vet ./...

lint:
	$(GO) tool staticcheck ./...

# Generated files are committed. Generating again must leave them as they are,
# whether or not they are committed yet.
templ-check:
	@sums() { find internal -name '*_templ.go' -print0 | sort -z | xargs -0 -r sha256sum; }; \
	was=$$(sums); $(GO) tool templ generate >/dev/null; \
	diff <(echo "$$was") <(sums) || { echo "templates were not current; the files are now: commit them"; exit 1; }

assets-check:
	$(GO) run ./tools/assets -check

notices-check:
	$(GO) run ./tools/notices -check

# The figures that were promised, beside their bounds, in some eight minutes:
# make bench ABOUT=import for some of them. make bench BENCH=Save PKG=./internal/store
# TIME=3s runs any benchmark as go test does.
bench:
ifdef BENCH
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchtime $(TIME) -benchmem $(PKG)
else
	@$(GO) run ./tools/bench $(ABOUT)
endif

# A million random approval networks against the simulator that lives through every
# day; make test compares some thousands.
approval-million:
	$(GO) test -count=1 -timeout 2h -run Simulator ./internal/approval -networks 1000000

# Every fuzz test for a short while.
fuzz:
	@for dir in $$(grep -rl --include=*_test.go '^func Fuzz' internal | xargs -r -n1 dirname | sort -u); do \
		for name in $$(grep -rhoE '^func Fuzz[A-Za-z0-9_]*' $$dir/*_test.go | cut -d' ' -f2); do \
			echo "$$dir $$name"; $(GO) test -run '^$$' -fuzz "^$$name$$" -fuzztime $(FUZZTIME) ./$$dir; \
		done; \
	done

demo: build
	./guatu demo

assets:
	$(GO) run ./tools/assets

# Everything that is made from something else, in the order of dependence.
generate: assets
	$(GO) tool templ generate
	$(GO) run ./tools/notices
	$(GO) test $(golden) -update
