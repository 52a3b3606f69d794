# Signing in, enrolling, and what staff see when something does not work.
staff-email = Email address
staff-password = Password
staff-code = Code from your authenticator app
staff-code-hint = Six digits. They change every 30 seconds.
staff-sign-in-title = Sign in
staff-sign-in-heading = Sign in to read slips
staff-sign-in-button = Sign in
staff-sign-in-refused = We could not sign you in. Check the address and the password, and use the code that your app shows now.
staff-sign-in-too-many = There were too many tries. Wait { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}, then try again. Nothing is locked.
staff-sign-in-busy = Many people are signing in just now. Wait a few seconds, then try again.
staff-sign-in-forgotten = I have forgotten my password
staff-sign-in-trouble = If you have lost your phone or your recovery kit, ask the safeguarding lead or the head to remove your account and invite you again.

staff-recover-title = Choose a new password
staff-recover-text = You need your recovery kit on paper and your phone. Nobody at the school can do this for you, and no email can.
staff-recover-kit = Recovery kit
staff-recover-button = Change the password
staff-recover-refused = We could not do that. Check the address and the kit, and use the code that your app shows now.

staff-unlock-title = Unlock
staff-unlock-heading = This screen is locked
staff-unlock-text = It locks after 15 minutes without use. { $name }, type your password to go on.
staff-unlock-button = Unlock
staff-unlock-refused = That is not the password.
staff-unlock-sign-out = Sign out instead

staff-step-up-title = Show that it is you
staff-step-up-heading = Show that it is you
staff-step-up-text = This changes who can read slips, or deletes one, so a screen that was left open must not be enough. Type your password, and a code that you have not used yet. What you asked for is done next, and you are not asked again for five minutes.
staff-step-up-button = Go on
staff-step-up-refused = That did not work. Check the password, and use the code that your app shows now: each works once.
staff-step-up-leave = Leave it undone

staff-enrol-title = Set up your account
staff-enrol-heading = Welcome, { $name }
staff-enrol-text = You are invited to read slips as { $roles }. You will sign in with { $email }.
staff-enrol-password-heading = 1. Choose a password
staff-enrol-password = New password
staff-enrol-password-hint = { $min } to { $max } characters. Four or five words that do not belong together do well. It locks the slips you can read, so nobody here can reset it for you.
staff-enrol-again = The same password again
staff-enrol-factor-heading = 2. Set up your authenticator app
staff-enrol-factor-text = Open the app on your phone, add an account and point the camera here.
staff-enrol-factor-picture = A picture with the key for your authenticator app
staff-enrol-factor-or = Or type this key into the app:
staff-enrol-factor-wrong = That is not the code the app shows now. Check that you added this key, then type the new code.
staff-enrol-button = Go on
staff-enrol-link-used = This link does not work any more. Ask the person who invited you for a new one.

staff-kit-title = Your recovery kit
staff-kit-heading = 3. Keep your recovery kit
staff-kit-text = If you forget your password, only this kit opens the slips you can read. Print this page or write the kit down now. It is not shown again.
staff-kit-of = Recovery kit of { $name }, { $school }
staff-kit-keep = Keep it on paper in a locked place. Whoever has it and your phone can choose a new password and read your slips.
staff-kit-type = Type the kit again from the paper
staff-kit-type-hint = Capital letters, spaces and dashes do not matter.
staff-kit-button = I have it on paper
staff-kit-wrong-length = The kit has 33 letters and numbers. This has { $count }.
staff-kit-unknown-character = “{ $character }” is never part of a kit. Check that letter.
staff-kit-mistyped = One letter or number is not as on the paper. Check each group.
staff-kit-other = This is a whole kit, but not this one. Type the one shown on this page.

staff-waiting-title = One step is left
staff-waiting-heading = Another reader has to confirm you
staff-waiting-text = Ask the safeguarding lead or the head to open Readers, and read these 20 digits to them, face to face or by telephone:
staff-waiting-why = It makes sure that slips are locked for your key and for nobody else's. You can read slips that come in after that.

staff-problem-forbidden = This is not for your account
staff-problem-forbidden-advice = The page was opened from elsewhere, or your role does not have it. Go back and try again.
staff-problem-not-found = There is nothing here
staff-problem-not-found-advice = Check the address, or go back to the list.
staff-problem-changed = It has changed meanwhile
staff-problem-changed-advice = Somebody else was faster, or the page was from before a change. Look again.
staff-problem-busy = Please try again in a moment
staff-problem-busy-advice = The service has a lot to do just now. Nothing was changed.
staff-problem-not-understood = That could not be read
staff-problem-not-understood-advice = Go back and try again.
staff-problem-broken = Something went wrong on our side
staff-problem-broken-advice = Nothing was changed. Try again in a few minutes.
staff-problem-back = Go on
