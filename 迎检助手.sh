#!/bin/sh
# 双击或运行本文件，打开迎检助手的中文菜单。第一次运行会先准备好所需的组件。
here=$(cd "$(dirname "$0")" && pwd -P) || exit 70
if [ ! -x "$here/.venv/bin/dossier" ]; then
    sh "$here/scripts/setup.sh" || exit $?
fi
exec "$here/.venv/bin/python" -m dossier "$@"
