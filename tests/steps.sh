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

# side_by_side STEPS OTHERS: two functions that run steps, at once: for those that wait more than they compute.
# What OTHERS print follows what STEPS print.
side_by_side() {
    local folder others
    folder=$(mktemp --directory)
    (
        steps_passed=0 steps_failed=0 steps_told=()
        "$2"
        printf '%s\n' "$steps_passed" "$steps_failed" "${steps_told[@]}" >"$folder/counts"
    ) >"$folder/printed" 2>&1 &
    "$1"
    wait $! || true
    cat "$folder/printed"
    # Had they come to no end, there would be no counts: an error, which ends the run.
    mapfile -t others <"$folder/counts"
    rm -r "$folder"
    steps_passed=$((steps_passed + others[0]))
    steps_failed=$((steps_failed + others[1]))
    steps_told+=("${others[@]:2}")
}

# The last lines of a run; the exit code is 1 when a step failed.
finish() {
    printf '\n'
    printf '%s\n' "${steps_told[@]}"
    printf 'Took %d s.\n\n%d passed, %d failed\n' "$SECONDS" "$steps_passed" "$steps_failed"
    [[ $steps_failed -eq 0 ]]
}
