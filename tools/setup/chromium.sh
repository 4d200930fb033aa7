#!/bin/sh
# Prints the path of a Chromium for the browser tests, after installing one where that is possible.
set -eu
find_chromium() {
	for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
		"/Applications/Chromium.app/Contents/MacOS/Chromium"; do
		[ -z "$name" ] || ! command -v "$name" || exit 0
	done
}
find_chromium
"$(dirname "$0")/apt.sh" chromium || true
find_chromium
echo "The browser tests need Chromium: install it (apt-get install chromium, or Google Chrome on a Mac) or set CHROMIUM=/path/to/it" >&2
exit 1
