# Runs named steps one after another, says how long each took, and closes with the count.
# Sourced by tests/run and .ci/run.

steps_passed=0
steps_failed=0
steps_told=()

# step NAME COMMAND…: a step that fails does not stop the others, so that one run tells everything.
step() {
    local name=$1 started=$SECONDS verdict=ok
    shift
    printf '\n== %s\n' "$name"
    if "$@" </dev/null; then
        steps_passed=$((steps_passed + 1))
    else
        verdict=FAILED
        steps_failed=$((steps_failed + 1))
    fi
    steps_told+=("$(printf '%-6s %4d s  %s' "$verdict" $((SECONDS - started)) "$name")")
    printf '== %s: %s\n' "$name" "$verdict"
}

# The last lines of a run; the exit code is 1 when a step failed.
finish() {
    printf '\n'
    printf '%s\n' "${steps_told[@]}"
    printf 'Took %d s.\n\n%d passed, %d failed\n' "$SECONDS" "$steps_passed" "$steps_failed"
    [[ $steps_failed -eq 0 ]]
}
