#!/bin/sh
# The notebook kernel under other people's clients: nbclient executes sessions/examples, jupyter console runs a cell in a terminal.
# Installs Debian's packages where they are missing; says loudly when it can't.
set -u
cd "$(dirname "$0")/../.." || exit 1
python=/usr/bin/python3

skip() {
  echo "================================================================"
  echo "SKIPPED: test/clients ($1)"
  echo "================================================================"
  exit 0
}

have() { "$python" -c 'import nbclient, nbformat, jupyter_client, jupyter_console' 2>/dev/null; }

[ -x "$python" ] || skip "no $python"
if ! have; then
  command -v apt-get >/dev/null || skip "python3-nbclient and jupyter-console are missing, and there is no apt-get"
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    python3-nbclient python3-nbformat python3-jupyter-client jupyter-console) >/dev/null 2>&1
  have || skip "python3-nbclient and jupyter-console can't be installed"
fi

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export ISHAPE_HOME="$home/ishape" JUPYTER_DATA_DIR="$home/jupyter" JUPYTER_RUNTIME_DIR="$home/runtime" IPYTHONDIR="$home/ipython"
node dist/cli.js kernel install --user || exit 1
"$python" -W ignore test/clients/clients.py
