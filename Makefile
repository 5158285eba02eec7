# All one can do here; `make` alone lists it.

.PHONY: help check lint format test cover office rules bench example build clean

help: ## list the chores
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

check: ## everything that must hold before a change lands
	bash .ci/run

lint: ## style, types and imports, without the tests
	uv run ruff check
	uv run ruff format --check
	uv run mypy
	uv run lint-imports

format: ## put the code into shape
	uv run ruff check --fix
	uv run ruff format

test: ## all tests but those that need LibreOffice
	uv run pytest -m "not office"

office: ## only the tests that need LibreOffice
	uv run pytest -m office

cover: ## all tests with branch coverage and its gate
	uv run pytest -n 2 --cov --cov-report=term

rules: ## write docs/rules from the rules, after any of them changed
	uv run python docs/make_rules.py

bench: ## start-up, the example, reading and a batch, as ratios
	uv run python benchmarks/startup.py
	uv run python benchmarks/fill_example.py
	uv run python benchmarks/read_ledger.py
	uv run python -m benchmarks.batch

example: ## fill the nine tables from the example ledger
	uv run xlj fill examples/ledger.xlsx

build: ## wheel and source distribution
	uv build

clean: ## remove what was generated
	rm -rf dist out .coverage htmlcov .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
