# Sourced by every script: the repository's root, and a PATH that finds the tools of .tools/ and node_modules first.
# It must not install anything.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export ROOT
export PATH="$ROOT/.tools/bin:$ROOT/node_modules/.bin:$PATH"
export npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false
# A request that a registry never answers is sent again after a minute, not after npm's five.
export npm_config_fetch_timeout=60000 npm_config_fetch_retries=4
# Written by scripts/setup/rust-target where only Debian's Rust can build for wasm32.
if [ -f "$ROOT/.tools/toolchain" ]; then RUSTUP_TOOLCHAIN=$(cat "$ROOT/.tools/toolchain"); export RUSTUP_TOOLCHAIN; fi

# The newest of the PostgreSQL servers that Debian's packages installed (empty if there is none).
newest_postgres() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
