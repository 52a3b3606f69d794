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

# side_by_side STEPS…: functions that run steps, at once: for those that wait more than they compute.
# What the others print follows what the first prints.
side_by_side() {
    local folder steps counts others=() pids=() index
    folder=$(mktemp --directory)
    for steps in "${@:2}"; do
        (
            steps_passed=0 steps_failed=0 steps_told=()
            "$steps"
            printf '%s\n' "$steps_passed" "$steps_failed" "${steps_told[@]}" >"$folder/$steps.counts"
        ) >"$folder/$steps.printed" 2>&1 &
        others+=("$steps") pids+=($!)
    done
    "$1"
    for index in "${!others[@]}"; do
        steps=${others[index]}
        wait "${pids[index]}" || true
        cat "$folder/$steps.printed"
        # Had they come to no end, there would be no counts: an error, which ends the run.
        mapfile -t counts <"$folder/$steps.counts"
        steps_passed=$((steps_passed + counts[0]))
        steps_failed=$((steps_failed + counts[1]))
        steps_told+=("${counts[@]:2}")
    done
    rm -r "$folder"
}

# The last lines of a run; the exit code is 1 when a step failed.
finish() {
    printf '\n'
    printf '%s\n' "${steps_told[@]}"
    printf 'Took %d s.\n\n%d passed, %d failed\n' "$SECONDS" "$steps_passed" "$steps_failed"
    [[ $steps_failed -eq 0 ]]
}
