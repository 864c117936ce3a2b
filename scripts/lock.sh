#!/bin/sh
# Renews the locked versions for every supported Python and system at once. Run it by `make lock`, then run
# `make test`, and read what changed before you commit it.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh
.venv/bin/python -m pip install -q --upgrade --target build/uv uv
resolve() {
    UV_CUSTOM_COMPILE_COMMAND='make lock' build/uv/bin/uv pip compile -q --universal --upgrade \
        --python-version 3.11 --generate-hashes "$@" pyproject.toml
}
resolve --extra dev --extra bench -o requirements.lock
resolve --extra dev --extra bench --extra ocr -c requirements.lock -o requirements-ocr.lock
