@echo off
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set "PYTHONUTF8=1"
set "HERE=%~dp0"
set "VENV_PY=%HERE%.venv\Scripts\python.exe"

if exist "%VENV_PY%" goto start

where py >nul 2>nul
if errorlevel 1 goto nopython
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if errorlevel 1 goto nopython

rem Installed by pip for the whole computer? -I keeps this folder's own copy out of the answer.
py -3 -I -c "import dossier.cli" >nul 2>nul
if not errorlevel 1 goto start_py

echo 第一次使用，正在准备运行环境，需要几分钟……
py -3 -m venv "%HERE%.venv"
if errorlevel 1 goto failed
"%VENV_PY%" -m pip install -q --require-hashes -r "%HERE%requirements.lock"
if errorlevel 1 goto failed
"%VENV_PY%" -m pip install -q --no-deps --no-build-isolation --no-index -e "%HERE%."
if errorlevel 1 goto failed
rem Python reads this file in the system's encoding; a relative path has no Chinese in it.
>"%HERE%.venv\Lib\site-packages\_dossier.pth" echo ../../..

:start
"%VENV_PY%" -m dossier %*
set "STATUS=%ERRORLEVEL%"
goto end

:start_py
py -3 -X utf8 -I -m dossier %*
set "STATUS=%ERRORLEVEL%"
goto end

:nopython
echo 没有找到 Python 3.11 或更高版本。请到 https://www.python.org/downloads/ 下载安装，
echo 安装时勾选“Add python.exe to PATH”，装好后再双击本文件。
set "STATUS=3"
goto end

:failed
echo 准备运行环境时出错。请检查网络后再双击本文件；仍不行，请把上面的文字发给技术人员。
rmdir /s /q "%HERE%.venv" 2>nul
set "STATUS=3"

:end
echo.
pause
exit /b %STATUS%
