#!/bin/sh
# Renews the locked versions for every supported Python and system at once. Run it by `make lock`, then run
# `make test`, and read what changed before you commit it. Only wheels are taken: a lock that needs a compiler
# is of no use on a clerk's PC.
set -eu
cd "$(dirname "$0")/.."
if ! command -v uv >/dev/null 2>&1; then
    .venv/bin/python -m pip install -q --upgrade --target build/uv uv
    PATH=$PWD/build/uv/bin:$PATH
fi
# bagit is the one exception: pure Python, used by tests only, and its last wheel does not import on Python 3.12.
resolve() {
    UV_CUSTOM_COMPILE_COMMAND='make lock' uv pip compile -q --universal --upgrade --only-binary :all: --no-binary bagit \
        --python-version 3.11 --generate-hashes --no-emit-index-url "$@" pyproject.toml
}
resolve --extra dev --extra bench -o requirements.lock
resolve --extra dev --extra bench --extra ocr -c requirements.lock -o requirements-ocr.lock
