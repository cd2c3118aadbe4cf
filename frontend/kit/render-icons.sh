#!/bin/sh
# Makes the icons of the site from the two drawings in frontend/app/static/icons; needs chromium. Run it after
# changing a drawing.
set -eu
cd "$(dirname "$0")/../app/static/icons"
render() {
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --default-background-color=00000000 \
    --window-size="$2,$2" --screenshot="$3" "file://$PWD/$1" 2>/dev/null
}
render icon.svg 192 icon-192.png
render icon.svg 512 icon-512.png
render icon-maskable.svg 180 icon-180.png
render icon-maskable.svg 512 icon-maskable-512.png
