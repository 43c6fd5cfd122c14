# All tasks of the project. Each target first installs what it needs, and nothing else; a second run is quick.
.DEFAULT_GOAL := help
SHELL := bash
.PHONY: help setup setup-wasm setup-browsers build mirror package own-build demo demo-model-test film e2e test lint bench bench-native scaling lists fuzz validate consumers libraries conformance pg-types random-checks stage-checks stage-migrations stage-cost stage-times real-checks histories mutation-check drift db-test db-locks db-plan db-up db-measure db-mutation-check db-explain db-policies db-times db-pooling db-replica db-import-rehearsal db-import clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' Makefile

setup: setup-wasm setup-browsers ## install everything that any target needs
	@scripts/setup/postgres

setup-wasm:
	@scripts/setup/rust-target
	@scripts/setup/node-modules

setup-browsers:
	@scripts/setup/chromium
	@scripts/setup/firefox
	@scripts/setup/wasm-bindgen

build: setup-wasm ## compile the schemas, the wasm, the npm package (pkg/dist) and the tables in docs/
	@. scripts/environment.sh && npm run --silent build -w pkg
	@. scripts/environment.sh && cargo run --quiet --locked --bin event-wizard-compiler -- docs docs
	@. scripts/environment.sh && node www/scripts/compiled.mjs

mirror: ## build an npm package that judges rows of your own tables: SCHEMA=folder of migrations, OUT=folder, [NAME=name]
	@scripts/mirror "$(SCHEMA)" "$(OUT)" $(NAME)

package: ## pack what make build made under a name of your own: NAME=@acme/event-wizard OUT=folder [VERSION=1.0.0] (docs/your-own-build.md)
	@. scripts/environment.sh && node pkg/scripts/own_package.mjs "$(NAME)" "$(OUT)" $(VERSION)

own-build: setup-wasm ## do what docs/your-own-build.md says, in a fresh clone: [FULL=1] builds, publishes and installs the package too
	@. scripts/environment.sh && node tests/own_build/run.mjs $(if $(FULL),--full)

demo: build ## serve the demo page and print its address (DEMO_PORT=4173); Ctrl-C stops it
	@scripts/demo

film: build ## make the pictures of the README from the page as it is (docs/pictures)
	@scripts/film

demo-model-test: build ## try the demo page with a model behind CopilotKit's runtime (300 MB), a server on this machine
	@. scripts/environment.sh && scripts/setup/chromium && node --test www/runtime/model.test.js

test: ## run every test; the last line is "N passed, N failed" (SUITES="native node …" chooses)
	@scripts/test $(SUITES)

lint: build ## check formatting and lints of Rust, JavaScript and TypeScript
	@scripts/lint

e2e: build ## test the demo page alone and whole (make test has the short form): [BROWSER=firefox]
	@. scripts/environment.sh && scripts/setup/$${BROWSER:-chromium} && npm run --silent e2e -w www

bench: build ## time this package against Ajv, zod and others that give the same answers, in Node and browsers: [ENGINES="node-26 chromium"] [QUICK=1]
	@scripts/bench $(ENGINES)

bench-native: ## time each step by itself, natively (criterion)
	@cargo bench --manifest-path benches/native/Cargo.toml --locked

scaling: build ## measure how the time of every entry point grows with its input: [WORDS="guard uniqueItems"]; fails unless it is linear
	@. scripts/environment.sh && node benches/scaling.mjs $(WORDS)

lists: build ## show what has changed in the lists of currencies, countries and time zones since they were written down
	@. scripts/environment.sh && node scripts/lists.mjs

fuzz: ## fuzz the parser, the judges and the input functions: TARGETS="row json" SECONDS_EACH=60 (needs a nightly compiler)
	@scripts/fuzz $(TARGETS)

validate: build ## print the verdict on a row in a file: ROW=row.json [TABLE=actions] [OPERATION=update] [JSON=1]; fails if it is not valid
	@. scripts/environment.sh && node scripts/validate.mjs "$(ROW)" $(if $(JSON),--json)

consumers: build ## test the packed package in a real project for each bundler and runtime: [NAMES="vite-react deno"]
	@scripts/setup/chromium
	@scripts/setup/firefox
	@scripts/consumers $(NAMES)

libraries: build ## test the packed package with the real form, router, assistant and database libraries: [NAMES="hono supabase"]
	@scripts/libraries $(NAMES)

conformance: build ## compare with real PostgreSQL servers: ROWS=1000000 SEED=1 SERVERS="debian 17 18 pglite"
	@scripts/conformance

pg-types: ## give the cases of tests/pg_types to real servers: SERVERS="debian 17 18"
	@scripts/pg-types

random-checks: ## compile tables with random CHECKs, and compare them with real servers: CHECKS=20000 SEED=1 SERVERS="debian 17 18"
	@scripts/random-checks

stage-checks: ## compare the SQL of the stages with the module and jsonschema: DOCUMENTS=200000 SEED=1 SERVERS="debian 17 18"
	@scripts/stage-checks

stage-migrations: ## write the migrations that changed stages and transitions need: [STAMP=20270131120000]
	@scripts/stage-migrations $(STAMP)

stage-cost: ## measure what the stages' CHECKs cost an INSERT: [SERVERS="debian 18"] [ROUNDS=100]
	@scripts/stage-cost

stage-times: ## time the migrations of the stages' CHECKs: ROWS=1000000 SERVERS="debian 18"
	@scripts/stage-times

histories: ## compare what is read from folders of migrations with what a server makes of them: FOLDER="a b"
	@scripts/histories $(or $(FOLDER),tests/fixtures/history)

real-checks: ## compile the CHECKs of a file, and compare their rows with real servers: FILE=checks.jsonl SERVERS="debian 17 18"
	@scripts/real-checks "$(or $(FILE),tests/real_checks/checks.jsonl)"

mutation-check: ## break one thing at a time in the compiler and the row semantics, and check that the suites notice
	@scripts/mutation-check

drift: ## report how the database DATABASE_URL=… differs from schemas/migrations: [JSON=1] (for exit statuses, call scripts/drift)
	@scripts/drift $(if $(JSON),--json)

db-test: ## test the database's schema on real servers: [SERVERS="debian 17 18 pglite"] [NAMES="rls audit"]
	@scripts/db-test

db-locks: ## measure how long writes wait while migrations are applied: ROWS=1000000 SERVERS="debian 18"
	@scripts/db-locks

db-plan: ## print what db-up would apply to the database DATABASE_URL=…, the locks, the time, and the rows that do not fit; changes nothing
	@scripts/db-plan

db-up: ## apply the migrations that the database DATABASE_URL=… lacks: [LOCK_TIMEOUT=2s] [ATTEMPTS=30] [BASELINE=20260101000000] [UNTIL=…]
	@scripts/db-up

db-measure: ## measure locks and times of the migrations on a server of its own, for db-plan: [ROWS=1000000]
	@scripts/db-measure

db-mutation-check: ## take away one policy, right, CHECK, trigger … at a time, and check that a test of the database notices: [ONLY=text]
	@scripts/db-mutation-check

db-explain: ## run the queries of docs/queries.md over many rows, as each role: ROWS=1000000 [SERVER=18]
	@scripts/db-explain

db-policies: ## measure what row level security costs, in several ways of writing it: [ROWS=200000] [SERVER=18]
	@scripts/db-policies

db-times: ## time migrations over many rows: FROM=20260117 ROWS=1000000 [SERVER=18]
	@scripts/db-times

db-pooling: ## try the schema behind a pooler in transaction mode (docs/scale.md): [SECONDS_EACH=5]
	@scripts/db-pooling

db-replica: ## try a streaming replica of the database (docs/scale.md)
	@scripts/db-replica

db-import-rehearsal: build ## say what an import of the old tables would do to the database DATABASE_URL=…, and what the module refuses; writes nothing
	@scripts/db-import-rehearsal

db-import: ## import the old tables of the database DATABASE_URL=…, batch by batch; it can be stopped and run again: [BATCH=500]
	@scripts/db-import

clean: ## remove what was built (not the tools in .tools/)
	@rm -rf target node_modules pkg/dist www/dist artifacts
