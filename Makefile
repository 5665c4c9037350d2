# Two commands do everything: `make demo` and `make test`. Both install what is missing.

SHELL := /bin/bash
PACKAGE := geodata/tianjin
TOOLS := .tools
JIEDUI := .build/release/jiedui
SANITIZED := GraphCoreTests|GeodesyTests|DataPackageTests|AnalysisTests|NetworkModelTests

DEBIAN := libgraphviz-dev libproj-dev coinor-libclp-dev coinor-libcbc-dev proj-bin \
	pkg-config fonts-noto-cjk fontconfig librsvg2-bin \
	poppler-utils chromium python3 python3-venv

.PHONY: demo test gallery setup tools lint sanitize benchmark clean

## Draws the bundled network and lists its gaps into out/.
demo: setup
	swift build -c release --product jiedui
	scripts/demo.sh $(JIEDUI) $(PACKAGE) out

## Lints, runs every test, checks the bundled data, grades the bad inputs, runs the examples, draws hostile names, opens
## reports in a browser and makes written files again.
test: setup tools lint
	swift build --build-tests
	swift test --skip-build
	$(TOOLS)/bin/frictionless validate $(PACKAGE)/datapackage.json
	python3 geodata/check.py
	swift build -c release --product jiedui
	python3 Tests/Corpus/grade.py $(JIEDUI)
	python3 scripts/check-readme.py $(JIEDUI)
	$(TOOLS)/bin/python scripts/check-examples.py $(JIEDUI)
	python3 scripts/check-names.py $(JIEDUI)
	python3 scripts/check-report.py $(JIEDUI)
	python3 scripts/check-verify.py $(JIEDUI)
	python3 scripts/gallery.py $(JIEDUI) $(PACKAGE) --check

## Draws every kind of figure in both languages into docs/.
gallery: setup
	swift build -c release --product jiedui
	python3 scripts/gallery.py $(JIEDUI) $(PACKAGE)

lint:
	swift format lint --strict -r Sources Tests Benchmarks/Sources Package.swift

## Runs the tests of graphs, places and readers under the address and the thread sanitizer.
sanitize: export SWIFT_BACKTRACE = enable=no
sanitize: setup
	swift build --build-tests --sanitize=address --scratch-path .build/address
	# Swift keeps some references in the spare bits of enums, where the search for leaks cannot see them.
	ASAN_OPTIONS=detect_leaks=0 \
	  swift test --skip-build --disable-xctest --sanitize=address --scratch-path .build/address \
	  --filter '$(SANITIZED)'
	swift build -c release -Xswiftc -enable-testing --build-tests --sanitize=thread \
	  --scratch-path .build/thread
	TSAN_OPTIONS="suppressions=$(CURDIR)/scripts/thread-sanitizer.txt" \
	  swift test -c release -Xswiftc -enable-testing --skip-build --disable-xctest --sanitize=thread \
	  --scratch-path .build/thread --filter '$(SANITIZED)'

## Installs the Debian packages that are not there; names them where there is no apt-get.
setup:
	@scripts/install-packages.sh $(DEBIAN)

## Tools that only the tests need, in a virtual environment of their own.
tools: $(TOOLS)/bin/frictionless

$(TOOLS)/bin/frictionless: scripts/test-tools.txt
	python3 -m venv $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check -r scripts/test-tools.txt
	@touch $@

benchmark: setup
	$(MAKE) -C Benchmarks run $(if $(SIZES),SIZES="$(SIZES)") \
	  $(if $(TIMEOUT),TIMEOUT=$(TIMEOUT)) $(if $(REPEAT),REPEAT=$(REPEAT))

clean:
	rm -rf .build $(TOOLS)
	find out -type f ! -name .gitkeep -delete
