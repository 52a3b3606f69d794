# Builds the program and the one that plays its visitors. Sourced by what measures.

build_programs() {
    local messages
    TESTED_PROGRAM="${CARGO_TARGET_DIR:-target}/release/ineedtotalk"
    # Older ones must not be measured in their place if this build fails.
    rm -f "$TESTED_PROGRAM"
    messages="$(cargo build --quiet --release --locked --bins --bench figures --message-format json)" &&
        FIGURES_PROGRAM="$("$python" tests/bench/running.py <<<"$messages")" &&
        export TESTED_PROGRAM FIGURES_PROGRAM
}
