# The list of slips and one slip. A list never shows a word of a slip.
staff-queue-open = Slips to look at
staff-queue-closed = Closed slips
staff-queue-none = There is no slip to look at. You get an email when one comes.
staff-queue-no-closed = No slip has been closed yet.
staff-queue-refused-mail = The mail server refuses somebody's notices.
staff-queue-refused-mail-link = See whose, and why
staff-queue-untried = { $count ->
    [one] One older slip has
   *[other] { $count } older slips have
} not been checked yet. Open this page again to go on.
staff-queue-damaged = { $count ->
    [one] One slip was
   *[other] { $count } slips were
} changed in the database and cannot be opened by anyone. Tell your ICT manager today, and ask for the last backup to be kept.
staff-queue-count-urgent = Needs someone now
staff-queue-count-new = Not acknowledged
staff-queue-count-acknowledged = Being looked at
staff-queue-caption = { $count ->
    [one] 1 slip
   *[other] { $count } slips
}
staff-queue-column-urgency = How soon
staff-queue-column-day = Sent
staff-queue-column-state = Where it is
staff-queue-column-open = Look at it
staff-queue-look = Look
staff-queue-rush = Came in a rush
staff-queue-pages = Pages
staff-queue-page = Page { $page } of { $pages }
staff-queue-earlier = Page before
staff-queue-later = Next page

staff-slip-title = One slip
staff-slip-cover = Outside of the slip
staff-slip-rush = Many slips came from one place at the same time. Read it like any other.
staff-slip-open-heading = The slip is sealed
staff-slip-open-text = When you open it, the other readers of this slip see that you did, and when.
staff-slip-open-button = Open the slip
staff-slip-told-heading = What we were told
staff-slip-danger = Someone in danger now
staff-slip-about = About
staff-slip-kind = Kind of worry
staff-slip-mode = Words the pupil saw
# What a pupil who chose by picture chose; a person has to say what kind it is.
staff-slip-tile = “{ $tile }”, chosen by picture. { $kind }. Please classify it.
staff-slip-place = Where
staff-slip-still = Still happening
staff-slip-part-of-day = Written
staff-part-before-school = Before school
staff-part-morning = In the morning
staff-part-afternoon = In the afternoon
staff-part-evening = In the evening
staff-part-night = At night
staff-slip-hidden-from = The pupil asked that { $names } does not see this. Do not speak to them about it.
staff-slip-not-answered = Not answered
staff-slip-words = What happened, in their words
staff-slip-told-with-pictures = What happened, in sentences they chose by pictures
staff-slip-told-in-english = In English: { $text }
staff-slip-who = Who might need help
staff-slip-no-words = Nothing was written. The answers above are all there is.
staff-slip-sealed-to = The pupil was told who reads it: { $readers }.
staff-slip-steps-heading = What to do
staff-slip-steps-adult = The pupil says that an adult at school did it. First:
staff-slip-steps-kind = For the kind of worry that the pupil chose:
staff-slip-signposts = Help to point to: { $names }.
staff-slip-acknowledge-heading = Take it on
staff-slip-acknowledge-text = Say that you are looking into it, so that nobody else needs to wonder.
staff-slip-acknowledge-button = I am looking into it
staff-slip-close-heading = Close the slip
staff-slip-close-why = Why can it be closed?
staff-slip-close-note = Note for the other readers
staff-slip-close-note-hint = If you want to. Up to { $max } characters.
staff-slip-close-button = Close the slip
staff-slip-close-choose = Choose why it can be closed.
staff-slip-close-note-long = The note is { $count } characters. Make it { $max } or fewer.
staff-slip-done-heading = What has been done
staff-slip-done-nothing = Nobody has opened it yet.
staff-slip-done-damaged = { $count ->
    [one] One more entry was
   *[other] { $count } more entries were
} changed in the database and cannot be read. Tell your ICT manager.
staff-slip-done-who-sees = Only the readers of this slip see this.
staff-slip-damaged = This slip was changed in the database and cannot be opened by anyone. Tell your ICT manager today, and ask for the last backup to be kept.
staff-slip-urgency-changed = How urgent this slip is was changed in the database. Below is what the pupil's answers make it. Tell your ICT manager today.
staff-slip-faster-acknowledged = Another reader was faster: the slip is being looked at already.
staff-slip-faster-aside = Another reader was faster: the slip is set aside, or somebody asks for that.
staff-slip-faster-closed = Another reader was faster: the slip is closed already.
staff-act-opened = { $who } opened it, { $at }
staff-act-acknowledged = { $who } is looking into it, { $at }
staff-act-closed = { $who } closed it, { $at }
staff-act-someone = Someone who has left
staff-close-recorded = Recorded in the child-protection system
staff-close-dealt-with = Dealt with
staff-close-passed-on = Passed to the police or another body
staff-close-same-as-another = The same matter as another slip
staff-close-nothing-to-act = Nothing in it to act on

staff-slip-name-heading = This pupil wants to be found
staff-slip-name-text = They wrote their name, so this slip is not anonymous. Go to them quietly, alone, and not in front of their class.
staff-slip-name-erase-text = Once you have met, the name can be erased. The rest of the slip stays.
staff-slip-name-erase = Erase the name
staff-slip-name-held = The slip is on hold, and so the name stays until a reader lifts the hold.
staff-act-name-erased = { $who } erased the pupil's name, { $at }

# What goes back and forth after a slip whose pupil wanted a code.
staff-queue-unread = { $count ->
    [one] A pupil has answered
   *[other] { $count } pupils have answered
}
staff-queue-unread-slip = Slip of { $day }
staff-reply-heading = What the pupil has answered
staff-reply-new = Not read yet
staff-reply-read-button = I have read this
staff-reply-read-text = The other readers of this slip see that you did. A slip with an answer that nobody has read is not deleted.
staff-reply-damaged = { $count ->
    [one] One answer was
   *[other] { $count } answers were
} changed in the database and cannot be read. Tell your ICT manager.
staff-reply-read-already = Another reader was faster: the answer has been read already.
staff-reply-write-heading = Write to the pupil
staff-reply-write-text = This pupil took six words to come back with. They see what you write as from “{ $title }”, without your name. The other readers of this slip see it too.
staff-reply-choose = Something ready to send
staff-reply-own = Or your own words
staff-reply-own-hint = Short and plain, up to { $max } characters. Do not ask who they are, and do not promise what you cannot keep.
staff-reply-button = Send to the pupil
staff-reply-missing = Choose something ready to send, or write your own words.
staff-reply-long = The message is { $count } characters. Make it { $max } or fewer.
staff-reply-no-code = The pupil has no code any more: what you write could not reach them.
staff-reply-thanks = Thank you for telling us. You did the right thing. We are looking into it.
staff-reply-still = Is it still happening? You can answer yes or no.
staff-reply-safe = Are you safe now? If you are in danger, tell an adult near you or call 999.
staff-reply-more = Can you tell us a little more? You can say who was there, and when it was.
staff-reply-find = Do you want someone to come and find you? If yes, write your name. Then we know who you are.
staff-reply-plan = We have talked to people. We have a plan to keep people safe.
staff-act-answered = { $who } wrote to the pupil, { $at }
staff-act-answer-read = { $who } read the pupil's answer, { $at }
