# Sourced by the commands beside it: goes to the root of the work tree, sees to it that cargo works there and
# says how devkit is run.
# Everything else that is missing is installed by devkit itself.
cd "$(dirname "$0")/.."

if ! command -v cargo >/dev/null 2>&1 && [ -r "$HOME/.cargo/env" ]; then
    . "$HOME/.cargo/env"
fi
if ! command -v cargo >/dev/null 2>&1; then
    echo "Installing Rust …"
    if ! command -v curl >/dev/null 2>&1; then
        echo "Rust is needed, and curl to fetch it. Please install one of them: https://rustup.rs" >&2
        exit 1
    fi
    curl --proto '=https' --tlsv1.2 -fsS https://sh.rustup.rs | sh -s -- -y --profile default --no-modify-path
    . "$HOME/.cargo/env"
fi
if ! command -v cc >/dev/null 2>&1; then
    echo "Installing a C compiler, which Rust links with …"
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    $as_root apt-get update -q >/dev/null
    $as_root apt-get install -q -y --no-install-recommends gcc libc6-dev cmake make >/dev/null
fi

# Runs a subcommand of devkit. Compiling it takes minutes the first time: then cargo says how far it is.
devkit() {
    if [ ! -x "${CARGO_TARGET_DIR:-target}/debug/devkit" ]; then
        echo "Compiling what stands behind scripts/ …"
        cargo build --bin devkit
    fi
    exec cargo run -q --bin devkit -- "$@"
}
