# Runs named steps one after another, says how long each took and how long a processor was at work for it, and
# closes with the count.
# Sourced by tests/run and .ci/run.

steps_passed=0
steps_failed=0
steps_told=()

# step NAME COMMAND…: a step that fails does not stop the others, so that one run tells everything.
step() {
    local name=$1 started=$SECONDS verdict=ok before after
    shift
    processor before
    printf '\n== %s\n' "$name"
    if "$@" </dev/null; then
        steps_passed=$((steps_passed + 1))
    else
        verdict=FAILED
        steps_failed=$((steps_failed + 1))
    fi
    processor after
    steps_told+=("$(printf '%-6s %4d s %4d s  %s' "$verdict" $((SECONDS - started)) $((after - before)) "$name")")
    printf '== %s: %s\n' "$name" "$verdict"
}

# processor NAME: puts there the seconds that processors have worked for what this shell has started and seen end.
processor() {
    local -n seconds=$1
    local told line minutes
    told=$(mktemp)
    times >"$told"
    seconds=0
    # Of the shell itself, and of its children; each user and system, as 1m2.345s.
    for line in $(sed -n 2p "$told"); do
        minutes=${line%m*} line=${line#*m}
        seconds=$((seconds + minutes * 60 + ${line%.*}))
    done
    rm "$told"
}

# side_by_side STEPS…: functions that run steps, at once: for those that wait more than they compute.
# What the others print follows what the first prints.
side_by_side() {
    local folder steps counts pids=() index=0
    folder=$(mktemp --directory)
    for steps in "${@:2}"; do
        counted "$steps" "$folder" >"$folder/$steps.printed" 2>&1 &
        pids+=($!)
    done
    counted "$1" "$folder"
    for steps in "${@:2}"; do
        wait "${pids[index++]}" || true
        cat "$folder/$steps.printed"
    done
    for steps in "$@"; do
        # Had they come to no end, there would be no counts: an error, which ends the run.
        mapfile -t counts <"$folder/$steps.counts"
        steps_passed=$((steps_passed + counts[0]))
        steps_failed=$((steps_failed + counts[1]))
        steps_told+=("${counts[@]:2}")
    done
    rm -r "$folder"
}

# behind_others NICENESS: called first in a function that runs side by side, which from then on lets those go first that
# are less nice.
behind_others() {
    renice --priority "$1" --pid "$BASHPID" >/dev/null
}

# counted STEPS FOLDER: in a shell of their own; into the folder, what they came to.
counted() (
    steps_passed=0 steps_failed=0 steps_told=()
    "$1"
    printf '%s\n' "$steps_passed" "$steps_failed" "${steps_told[@]}" >"$2/$1.counts"
)

# The last lines of a run; the exit code is 1 when a step failed.
finish() {
    printf '\n'
    printf '%s\n' "${steps_told[@]}"
    printf 'Took %d s.\n\n%d passed, %d failed\n' "$SECONDS" "$steps_passed" "$steps_failed"
    [[ $steps_failed -eq 0 ]]
}
