#!/bin/sh
# Says where Chromium is; installs Debian's where it is missing and this may be done. Fails where none can be had.
find_it() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
find_it && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium for the browser tests." >&2
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends chromium; } >/dev/null 2>&1
fi
find_it
