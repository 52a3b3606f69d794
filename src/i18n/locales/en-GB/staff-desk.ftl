# What makes a day at the desk easier: keys.
staff-keys-title = Keyboard shortcuts
staff-keys-text = These keys work on every page of staff, but not while you type in a box. Everything can be done without them.
staff-keys-lists = Your lists of slips
staff-keys-search = Search your slips
staff-keys-next = The next slip in the list
staff-keys-previous = The slip before it
staff-keys-open = Look at that slip; on its page, go to the button that opens it
staff-keys-acknowledge = Go to the button that says you are looking into it
staff-keys-lock = Lock the screen now
staff-keys-keys = Show these keys
staff-keys-back = Back to the page
staff-keys-are-on = The keys are on
staff-keys-are-off = The keys are off
staff-keys-kept = This browser keeps that, in a cookie that says no more than “off”.
staff-keys-switch-off = Switch them off
staff-keys-switch-on = Switch them on

# A form that came while the screen was locked, or when something of ours failed.
staff-unlock-kept = What you typed is kept. Type your password to go on with it.
staff-go-on-title = You are back
staff-go-on-text = The screen was locked when you pressed a button, so nothing was done. What you had typed is still there.
staff-go-on-button = Do it now
staff-go-on-not = Leave it, and go to your slips
staff-problem-kept = What you typed is on this page. Press to send it again.
staff-problem-again = Try again

# What a reader has looked at last.
staff-queue-visited = Looked at last
staff-queue-visited-slip = Slip of { $day }
staff-queue-visited-kept = In this browser, until you sign out. Nobody else can see it.

# A note that is not added yet.
staff-case-note-put-by = Put it by for later
staff-case-note-throw-away = Throw away what I had begun
staff-case-note-unfinished = This is not saved as a note yet. You began it before; only you can see it.
staff-case-note-kept = Put by for you. It is not saved as a note yet.

# The term in numbers.
staff-term-title = The term in numbers
staff-term-span = What came from { $first } to { $last }, of the slips that you may read. A slip that was deleted since is not counted. One that tells of two things is counted once; the last table has its second case.
staff-term-exact = These numbers are for you.
staff-term-others-link = Show them without small numbers, for others
staff-term-rounded = For others: fewer than { $step } is said as that, and what is more is rounded to the nearest { $step }, so that no number tells of one pupil, alone or with the others.
staff-term-exact-link = Show them as they are
staff-term-left-out = { $count ->
    [one] One slip is not counted: it cannot be read, or has not been checked yet.
   *[other] { $count } slips are not counted: they cannot be read, or have not been checked yet.
}
staff-term-weeks = Slips a week, by online risk
staff-term-weeks-told = A bar for each week, with a part for each of the four Cs and one for everything else. The table below has the same numbers.
staff-term-week = Week of
staff-term-other-risk = Something else
staff-term-urgency = How urgent they are
staff-term-state = How far they are
staff-term-soon = How soon somebody took them on
staff-term-second = Second cases of slips that tell of two things, by online risk
staff-term-told = A bar for each line of the table below, which has the same numbers.
staff-term-which = Which
staff-term-count = Slips
staff-term-cases = Cases
staff-term-same-day = On the school day they came
staff-term-next-day = On the next school day
staff-term-later = Later
staff-term-not-yet = Not yet
staff-term-few = fewer than { $step }
staff-term-about = about { $count }
