#!/bin/sh
# Makes everything that dossier needs: the Python environment (.venv, locked versions) and, where this machine
# lets us, LibreOffice and Chinese fonts. A second run finds everything in place and does nothing.
#
#   sh scripts/setup.sh            what `make` calls
#   RETRY=1 sh scripts/setup.sh    tries again what could not be installed the last time
#   EXTRAS=ocr sh scripts/setup.sh also installs reading of scans
#   SYSTEM=0 sh scripts/setup.sh   leaves the system alone: Python packages only
#
# Nothing but Python itself is indispensable: whatever else cannot be had is named in one line, and we go on.
set -eu

cd "$(dirname "$0")/.."
here=$(pwd -P)
umask 022
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV || true
mkdir -p build
log=$here/build/setup.log

say() { printf '%s\n' "$*"; }
left_out() { printf '【未安装】%s\n' "$*"; }
fail() {
    printf '【准备环境失败】%s\n' "$*" >&2
    if [ -s "$log" ]; then
        printf '最后几行记录（全文见 build/setup.log）：\n' >&2
        tail -n 15 "$log" >&2
    fi
    exit 1
}

# --- what is wanted, as one number; the folder counts, because a virtual environment cannot be moved ----------
venv=$here/.venv
stamp_python=$venv/.dossier-python
stamp_extras=$venv/.dossier-extras
stamp_system=$here/build/setup-system
extras=${EXTRAS-$(cat "$stamp_extras" 2>/dev/null || true)} # what was asked for once stays
wanted() { { printf '%s\n' "$here" "$extras"; cat requirements*.lock pyproject.toml scripts/setup.sh; } | cksum; }
wanted_system=$(cksum <scripts/setup.sh)

python_ready() {
    [ -x "$venv/bin/dossier" ] && [ "$(cat "$stamp_python" 2>/dev/null)" = "$(wanted)" ] &&
        "$venv/bin/python" -c '' 2>/dev/null
}

# --- rights ---------------------------------------------------------------------------------------------------
# apt may be used where it exists and we are root or may become it without a password.
as_root=
apt=no
if [ "${SYSTEM:-1}" != 0 ] && command -v apt-get >/dev/null 2>&1 && command -v dpkg >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then
        apt=yes
    elif command -v sudo >/dev/null 2>&1; then
        as_root='sudo -n'
        apt=maybe
    fi
fi
may_apt() {
    if [ "$apt" = maybe ]; then
        if sudo -n true 2>/dev/null; then apt=yes; else apt=no; fi
    fi
    [ "$apt" = yes ]
}
# Another apt may be at work: the dpkg lock has a time-out of its own, the lock on the lists has none. Old lists
# are no reason to stop.
apt_update() {
    tries=0
    until $as_root env LC_ALL=C apt-get -q -o Acquire::Retries=3 update >build/apt-update.log 2>&1 </dev/null; do
        tries=$((tries + 1))
        if [ "$tries" -ge 60 ] || ! grep -q 'lists/lock' build/apt-update.log; then break; fi
        sleep 5
    done
    cat build/apt-update.log >>"$log"
}
apt_updated=no
apt_install() {
    may_apt || return 1
    if [ "$apt_updated" = no ]; then
        apt_updated=yes
        apt_update
    fi
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 \
        -o Acquire::Retries=3 -o Dpkg::Options::=--force-confold \
        install --no-install-recommends "$@" >>"$log" 2>&1 </dev/null
}

# --- Python ---------------------------------------------------------------------------------------------------
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 \
        /usr/bin/python3 /usr/local/bin/python3 python; do
        if command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}
has_pip() { [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }

make_venv() {
    rm -rf "$venv"
    "$python" -m venv "$venv" >>"$log" 2>&1 && has_pip && return 0
    # Debian and Ubuntu ship Python without ensurepip unless python3-venv is there.
    minor=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if apt_install python3-venv || apt_install "python$minor-venv"; then
        rm -rf "$venv"
        "$python" -m venv "$venv" >>"$log" 2>&1 && has_pip && return 0
    fi
    rm -rf "$venv"
    "$python" -m venv --without-pip "$venv" >>"$log" 2>&1 || return 1
    wheels=$(mktemp -d)
    wheel=$("$python" scripts/fetch_pip.py "$wheels" 2>>"$log") || wheel=
    if [ -z "$wheel" ] && "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m pip download -q --no-deps -d "$wheels" pip >>"$log" 2>&1 || true
        for wheel in "$wheels"/pip-*.whl; do :; done
    fi
    if [ -f "$wheel" ]; then
        "$venv/bin/python" "$wheel/pip" install -q --no-index --no-deps "$wheel" >>"$log" 2>&1 || true
    fi
    rm -rf "$wheels"
    has_pip
}

install_python() {
    say '正在准备运行环境（第一次需要几分钟）……'
    python=$(find_python) || fail '没有找到 Python 3.11 或更高版本。请先安装 Python，再运行一次本命令。'
    rm -f "$stamp_python"
    if ! has_pip || ! new_enough "$venv/bin/python" ||
        [ "$(cat "$venv/.dossier-folder" 2>/dev/null)" != "$here" ]; then
        make_venv || fail '不能建立 Python 虚拟环境（.venv）。'
        printf '%s\n' "$here" >"$venv/.dossier-folder"
    fi
    PIP_DISABLE_PIP_VERSION_CHECK=1
    PIP_NO_INPUT=1
    PIP_USER=0
    export PIP_DISABLE_PIP_VERSION_CHECK PIP_NO_INPUT PIP_USER
    "$venv/bin/python" -m pip install -q --require-hashes -r requirements.lock >>"$log" 2>&1 </dev/null ||
        fail '安装 Python 组件时出错。请检查网络，或用 PIP_INDEX_URL 指定本地可用的软件源，再运行一次。'
    "$venv/bin/python" -m pip install -q --no-deps --no-build-isolation --no-index -e . >>"$log" 2>&1 </dev/null ||
        fail '安装 dossier 本身时出错。'
    # Python reads this file in the encoding of the locale, so a folder with a Chinese name would stop it wherever
    # that is not UTF-8. The way up from site-packages is the same for every folder.
    for link in "$venv"/lib/python*/site-packages/*dossier*.pth; do
        printf '../../../..\n' >"$link"
    done
    case " $extras " in *ocr*)
        # The lock leaves it out where it has no release for this Python, so success alone proves nothing.
        if ! "$venv/bin/python" -m pip install -q --require-hashes -r requirements-ocr.lock >>"$log" 2>&1 </dev/null ||
            ! "$venv/bin/python" -c 'import pypdfium2, rapidocr_onnxruntime' >>"$log" 2>&1; then
            left_out '扫描件文字识别（OCR，需要 Python 3.11 或 3.12）：扫描件只登记页数，不读文字。'
            extras=
        fi
        ;;
    esac
    printf '%s' "$extras" >"$stamp_extras"
    wanted >"$stamp_python"
}

# --- LibreOffice, fonts, poppler ------------------------------------------------------------------------------
office_there() {
    if [ -d /usr/lib/libreoffice/program ]; then # from Debian's packages: both halves are needed
        [ -e /usr/lib/libreoffice/program/libswlo.so ] && [ -e /usr/lib/libreoffice/program/libsclo.so ]
    else
        command -v soffice >/dev/null 2>&1 || command -v libreoffice >/dev/null 2>&1 ||
            [ -x /Applications/LibreOffice.app/Contents/MacOS/soffice ]
    fi
}
families=
font_there() {
    [ -n "$families" ] || families=$(fc-list : family 2>/dev/null || true)
    case $families in *"$1"*) return 0 ;; esac
    return 1
}
fandol_there() {
    [ -s .fonts/FandolFang-Regular.otf ] || [ "$(uname -s)" != Linux ]
}

# One line for each part: the check | the Debian packages | what to tell the user when it stays away.
parts='office|libreoffice-writer-nogui libreoffice-calc-nogui|LibreOffice：没有它就不能把 Word、Excel 转成 PDF 页；可先用 Word 或 WPS 另存同名 PDF。
fontconfig|fontconfig|fontconfig：没有它转换时不能替换缺少的中文字体。
poppler|poppler-utils|poppler-utils：没有它不能把 PDF 页画成图片核对。
noto|fonts-noto-cjk|思源字体（fonts-noto-cjk）：小标宋、黑体将用其他字体代替。
uming|fonts-arphic-uming|文鼎明体（fonts-arphic-uming）：宋体将用其他字体代替。
ukai|fonts-arphic-ukai|文鼎楷体（fonts-arphic-ukai）：楷体将用其他字体代替。
wenkai|fonts-lxgw-wenkai|霞鹜文楷（fonts-lxgw-wenkai）：楷体中的生僻字可能显示为其他字体。
zenhei|fonts-wqy-zenhei|文泉驿正黑（fonts-wqy-zenhei）：黑体将用其他字体代替。'

there() {
    case $1 in
    office) office_there ;;
    fontconfig) command -v fc-match >/dev/null 2>&1 ;;
    poppler) command -v pdftoppm >/dev/null 2>&1 ;;
    noto) font_there 'Noto Serif CJK SC' && font_there 'Noto Sans CJK SC' ;;
    uming) font_there 'AR PL UMing CN' ;;
    ukai) font_there 'AR PL UKai CN' ;;
    wenkai) font_there 'LXGW WenKai' ;;
    zenhei) font_there 'WenQuanYi Zen Hei' ;;
    esac
}
# Calls "$1 check packages words" for each part that is not there.
each_missing() {
    while IFS='|' read -r check packages words; do
        [ -n "$check" ] || continue
        there "$check" || "$1" "$check" "$packages" "$words"
    done <<EOT
$parts
EOT
}
print_packages() { printf '%s ' "$2"; }
install_part() {
    # shellcheck disable=SC2086 # several packages
    apt_install $2 || true
}
name_left_out() { left_out "$3"; }

# FandolFang is the only free 仿宋 for Simplified Chinese in Debian, and it lies inside a TeX package. Only the
# four font files are taken out of it, into a folder of this checkout; TeX itself stays away.
install_fandol() {
    installed=/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol
    rm -rf .fonts.new
    mkdir .fonts.new
    if [ -s "$installed/FandolFang-Regular.otf" ]; then
        cp "$installed"/*.otf .fonts.new/
    elif command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1; then
        fetched=$(mktemp -d)
        chmod 755 "$fetched"
        if (cd "$fetched" && apt-get -q -o Acquire::Retries=3 -o APT::Sandbox::User=root \
            download texlive-lang-chinese) >>"$log" 2>&1 </dev/null; then
            for deb in "$fetched"/*.deb; do
                # TeX is large, so only the fonts and their licence are unpacked.
                dpkg-deb --fsys-tarfile "$deb" 2>>"$log" |
                    tar -x -C "$fetched" --wildcards '*/public/fandol/*.otf' '*/fandol/*COPYING*' \
                        2>>"$log" || true
            done
            find "$fetched/usr" -type f \( -name 'Fandol[FHKS]*.otf' -o -name '*COPYING*' \) \
                -exec cp {} .fonts.new/ \; 2>>"$log" || true
        fi
        rm -rf "$fetched"
    fi
    if [ -s .fonts.new/FandolFang-Regular.otf ]; then
        rm -rf .fonts
        mv .fonts.new .fonts
    else
        rm -rf .fonts.new
    fi
}

system_tried() {
    [ "${SYSTEM:-1}" = 0 ] ||
        { [ "${RETRY:-0}" = 0 ] && [ "$(cat "$stamp_system" 2>/dev/null)" = "$wanted_system" ]; }
}
install_system() {
    if ! system_tried; then
        wish=$(each_missing print_packages)
        if [ -n "$wish" ] && may_apt; then
            say '正在安装 LibreOffice 和中文字体（约 500 MB，需要几分钟）……'
            # All at once is quickest; where one package does not exist, each for itself.
            # shellcheck disable=SC2086 # several packages
            apt_install $wish || each_missing install_part
        fi
        families=
        if ! fandol_there; then install_fandol; fi
        printf '%s' "$wanted_system" >"$stamp_system"
    fi
    missing=$(
        each_missing name_left_out
        fandol_there || left_out '仿宋字体（FandolFang）：公文正文的仿宋将用宋体代替显示，Word 文件本身不受影响。'
    )
    if [ -n "$missing" ]; then
        say "$missing"
        say '以上各项不影响其他功能；以后要再试安装，请运行：make setup RETRY=1'
    fi
}

if ! python_ready || ! system_tried; then
    : >"$log"
    # One preparation at a time in one folder; the second finds it done.
    if command -v flock >/dev/null 2>&1; then
        exec 9>build/setup.lock
        flock 9
    fi
fi
if ! python_ready; then install_python; fi
install_system
