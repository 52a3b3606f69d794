# What staff look at before pupils write at a kiosk, and sign.
staff-check-title = Check of a kiosk
staff-check-heading = Check of { $name }
staff-check-text = Stand at the kiosk and go through this. Whoever keeps kiosks fills it in; a reader signs it. What is not as it should be is answered No, with what will be done about it.
staff-check-test = First open this page on the kiosk itself. It says what a browser gives away, and how to see whether connections are opened on the way:
staff-check-waits = { $name } filled this in on { $day }. It waits for a reader to sign it.
staff-check-kept = Kept. A reader can sign it now.
staff-check-was-signed = Signed.
staff-check-note = Note
staff-check-yes = Yes
staff-check-no = No
staff-check-not-here = Does not apply
staff-check-not-asked = Not asked
staff-check-keep = Keep it, to be signed later
staff-check-sign-heading = Signing
staff-check-sign-text = With your password you answer for this: you have seen it, or trust whoever has. Your name, what you are at the school and today’s date go with it.
staff-check-sign-readers = A reader signs it, with their password. Keep it, and tell one.
staff-check-sign = Sign it
staff-check-earlier = Signed before
staff-check-earlier-none = Nobody has signed for this kiosk yet.
staff-check-signed = { $day }, by: { $post }
staff-check-signed-title = Signed check of a kiosk
staff-check-school = School
staff-check-filled-by = Filled in by
staff-check-signed-by = Signed by
staff-check-looked-at = What was found
staff-check-item = Looked at
staff-check-found = Found
staff-check-again = Check it again
staff-check-answer = Choose one of the answers: { $item }
staff-check-say = Write what will be done about it: { $item }
staff-check-long = Shorten the note to { $max } characters: { $item }
staff-check-meanwhile = Somebody else filled this in meanwhile. What you see is yours. Open the page again in another window, compare, and press once more.
staff-check-password-refused = That is not your password. Nothing was signed, and what you filled in is here.

staff-check-last = Checked
staff-check-never = Not yet
staff-check-due = due again
staff-check-open = { $count ->
    [one] 1 thing was not as it should be
   *[other] { $count } things were not as they should be
}
staff-check-draft = A check is filled in and waits for a reader to sign it.
staff-check-link = Check { $name }

staff-check-placement = It stands where pupils go for other things too, and nobody has to ask before using it.
staff-check-screen = Nobody is behind the chair, and no window or camera sees its screen or keys.
staff-check-mirrored = Software with which a teacher sees or takes over screens does not have it.
staff-check-monitoring = The letter about monitoring was sent, and the answer is kept: nothing that is typed here is recorded.
staff-check-inspection = Whoever runs the filter has written that connections to this address are not opened.
staff-check-policies = The browser’s policies are in force: its own page of policies has each of them without an error.
staff-check-locked = A pupil cannot leave these pages, open another, print, or plug anything in.
staff-check-self-test = The page that tests a device was gone through here, and it said safe four times.
staff-check-back = Words that were typed and left do not come back with Back, a swipe or a key.
staff-check-autofill = The browser offers and fills in nothing by itself.
staff-check-spelling = Spellings are not checked elsewhere, and there is no writing helper.
staff-check-curtain = A page that nobody touches is covered after a minute, and cleared two minutes later.
staff-check-sound = Headphones are here, and Listen is heard in them alone.
staff-check-power = It comes on by itself with these pages, stays on while pupils may come, and is locked or off at night.
staff-check-poster = A poster hangs near by, with paper slips and a box.
