# Short names for SwiftPM commands. One release build serves all, tests included.
BUILD = swift build -c release --build-tests --explicit-target-dependency-import-check error

.PHONY: build demo test lint bench clean packages

build:
	$(BUILD)

# Installs missing Debian packages; prints the line first.
packages:
	@.ci/packages

demo: packages build
	.build/release/footfall demo

test: build
	swift test -c release --skip-build

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

bench: build
	.build/release/bench

clean:
	swift package clean
