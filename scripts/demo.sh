#!/bin/sh
# The sample school from its folder to its boxes. The sample has gaps on purpose, so exit status 1 ("something is
# missing") is what a good run says here; anything else above it is a fault.
set -u
cd "$(dirname "$0")/.." || exit 70
status=0
.venv/bin/dossier build sample_data/晨光实验学校 -o output || status=$?
[ "$status" -le 1 ] || exit "$status"
