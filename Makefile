# Every target prepares the environment first; a prepared one costs nothing.
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types layers pytest torture bench golden sample lock clean

PY := .venv/bin/python
export PYTHONUTF8 := 1

help:
	@echo '学校迎检材料工具 dossier'
	@echo ''
	@echo '  make demo      用示例学校走一遍：检查、装盒、出报告，结果在 output/'
	@echo '  make setup     只准备运行环境（RETRY=1 再试没装上的，EXTRAS=ocr 加装文字识别）'
	@echo '  make test      全部检查：格式、类型、分层、测试'
	@echo '  make torture   慢而狠的测试：中途断电、坏文件、上千份材料'
	@echo '  make bench     性能对比'
	@echo '  make golden    有意改变输出以后，更新标准结果'
	@echo '  make sample    重新生成示例学校 sample_data/'
	@echo '  make lock      更新锁定的组件版本 requirements.lock'
	@echo '  make clean     删去环境、缓存和结果'

setup:
	@sh scripts/setup.sh

demo: setup
	@sh scripts/demo.sh

test: lint types layers pytest

lint: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: setup
	$(PY) -m mypy --strict dossier

layers: setup
	.venv/bin/lint-imports

pytest: setup
	$(PY) -m pytest -n auto $(ARGS)

torture: setup
	$(PY) -m pytest -m torture $(ARGS)

bench: setup
	$(PY) -m benchmarks $(ARGS)

golden: setup
	DOSSIER_RENEW_GOLDEN=1 $(PY) -m pytest tests/test_golden.py $(ARGS)

sample: setup
	$(PY) scripts/make_sample.py

lock: setup
	@sh scripts/lock.sh

clean:
	rm -rf .venv .fonts build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find output -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
