# Short names for SwiftPM commands. One release build serves all, tests included.
FUZZ_SECONDS ?= 60
SOAK_SECONDS ?= 600
BUILD = swift build -c release --build-tests --explicit-target-dependency-import-check error

.PHONY: build demo test browser lint bench faults fuzz golden clean packages install uninstall

build:
	$(BUILD)

# Installs missing Debian packages; prints the line first.
packages:
	@.ci/packages

demo: packages build
	.build/release/footfall demo

test: packages build
	swift test -c release --skip-build

# Opens the pages in Chromium, and installs what that needs; without a browser it fails.
browser: packages build
	@.ci/packages browser
	Tests/Browser/run

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

bench: packages build
	.build/release/bench
	.build/release/bench business
	.build/release/bench nightly
	.build/release/faults --latency 20
	.build/release/faults --soak $(SOAK_SECONDS)

# Half an hour; as root. `make faults FAULTS="F05 F21"` tries these alone.
faults: packages build
	.build/release/faults $(FAULTS)

# Copies what is built; builds and starts nothing. DESTDIR, PREFIX, SYSCONFDIR and LOCALSTATEDIR
# say where to.
PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
LOCALSTATEDIR ?= /var
export PREFIX SYSCONFDIR LOCALSTATEDIR DESTDIR UNITDIR

install:
	@.ci/install install

uninstall:
	@.ci/install uninstall

# FUZZ_SECONDS, 60 where it is not set, are spent on each check.
fuzz: packages
	FUZZ_SECONDS=$(FUZZ_SECONDS) Tests/Fuzz/run

# The published figures of the CDNOW sample, from a folder that holds CDNOW_sample.txt:
# `make golden CDNOW=FOLDER`.
golden: packages build
	CDNOW="$(CDNOW)" .build/release/golden

clean:
	swift package clean
