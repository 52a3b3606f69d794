# Lists of slips, what narrows them, and looking for something in them.
staff-queue-lists = Lists of slips
staff-queue-tab-today = Needs someone today
staff-queue-tab-new = Not acknowledged
staff-queue-tab-mine = Mine
staff-queue-tab-open = All open
staff-queue-tab-closed = Closed
staff-queue-today = Needs someone today
staff-queue-new = Slips nobody has acknowledged
staff-queue-mine = Slips I see to
staff-queue-none-today = Nothing waits for today. What cannot wait is acknowledged, no task is due, every answer is read, and no colleague asks to delete a slip.
staff-queue-none-new = Somebody has acknowledged every slip that you can open.
staff-queue-none-mine = You see to no slip, and no task that you set is left.
staff-queue-none-found = No such slip was found here.
staff-queue-column-need = Why today
staff-need-new = Nobody has acknowledged it
staff-need-answer = A pupil’s answer is unread
staff-need-task = A task is due
staff-need-deletion = A colleague asks to delete it
staff-queue-narrow = Narrow this list
staff-queue-narrowed = This is not the whole list: it is narrowed.
staff-queue-narrow-button = Narrow the list
staff-queue-narrow-off = Show the whole list
staff-queue-any = Any
staff-queue-days = Days on which it was sent
staff-queue-from = From
staff-queue-to = To
staff-queue-no-day = Give the day as year, month and day: 2026-11-03.
staff-queue-days-turned = The last day comes before the first. Change one of them.
staff-queue-risk = Online risk (the four Cs)
staff-queue-owner = Who sees to it
staff-queue-owner-nobody = Nobody yet
staff-queue-looked = Looked through slips { $from } to { $to } of your { $total }. A look ends at 500 slips, or once it has found 50.
staff-queue-look-further = Look further
staff-queue-look-again = From the beginning
staff-queue-look-damaged = { $count ->
    [one] One slip
   *[other] { $count } slips
} could not be looked into, because the database was changed. Tell your ICT manager today.

staff-search = Search
staff-search-title = Search slips
staff-search-back = Back to all open slips
staff-search-text = This looks through the slips that you can open, closed ones too. It looks for words only in slips that you have opened before. By kind and place it also finds those that you have not. Some kinds are so sensitive that they are found only once you have opened the slip. Nobody sees what you looked for. The service notes that you searched.
staff-search-term = Words
staff-search-term-hint = A name, an app, a place. Capitals and accents do not matter, and part of a word is enough. Every word has to be in the slip, its answers or what staff wrote down.
staff-search-kind = Kind of worry
staff-search-place = Where
staff-search-code = Writing with the pupil
staff-search-code-none = The pupil has no code
staff-search-code-waiting = Waiting for the pupil
staff-search-code-unread = The pupil has answered, unread
staff-search-button = Search
staff-search-no-word = Type a word to look for, or choose a kind, a place or how things stand with the pupil.
staff-search-long = That is too long. Type at most { $max } characters.
staff-search-found = { $count ->
    [one] Found in 1 slip
   *[other] Found in { $count } slips
}
staff-search-none = Nothing was found in the slips that were looked through.
