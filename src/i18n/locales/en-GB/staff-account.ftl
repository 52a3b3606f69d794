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
staff-sign-in-lost-phone = I have lost my phone
staff-sign-in-trouble = If you have lost two of password, phone and recovery kit, ask a colleague who reads slips to make you a link for new keys. Two of them vouch for you, and the slips you could read come back.

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

staff-account-title = My account
staff-account-of = { $name }. You sign in with { $email }, and your notices go there.
staff-account-sessions = Where you are signed in
staff-account-session-here = Here, since { $day }
staff-account-session = At another browser, since { $day }
staff-account-others-text = No device and no address is kept. If you do not know where another one is, end it and change your password.
staff-account-others-button = End the others
staff-account-others-done = You are signed in here only.
staff-account-changes = What changed
staff-account-changes-text = You are sent a notice of each. If one was not you, change your password now and tell the safeguarding lead or the head.
staff-account-did-enrol = You set up the account
staff-account-did-recover = You chose a new password with your recovery kit
staff-account-did-recover-by-papers = You came back by two of the recovery papers, with another password, app and kit
staff-account-did-change-password = You changed your password
staff-account-did-renew-kit = You made a new recovery kit
staff-account-did-renew-factor = You set up your authenticator app anew
staff-account-did-replace-factor = You set up your authenticator app anew with your password and recovery kit
staff-account-did-add-passkey = You added a passkey
staff-account-did-remove-passkey = You removed a passkey
staff-account-did-link = You linked an account to sign in with
staff-account-did-unlink = You unlinked the account to sign in with
staff-account-did-something = Something else changed
staff-account-password = Change your password
staff-account-password-text = You are signed out everywhere else.
staff-account-old = Password until now
staff-account-password-button = Change the password
staff-account-password-done = Your password is changed, and you are signed out everywhere else.
staff-account-kit-text = If somebody may have seen your kit, or you cannot find it, make a new one. It is shown once. The one you have works until you have typed the new one.
staff-account-kit-button = Make a new recovery kit
staff-account-kit-heading = Your new recovery kit
staff-account-kit-new-text = Print this page or write the kit down now. It is not shown again. When you have typed it below, the kit from before opens nothing any more: destroy it.
staff-account-kit-done = Your new recovery kit is the only one that works. Destroy the one from before.
staff-account-factor = Another authenticator app
staff-account-factor-text = If you have a new phone, or somebody may have seen the key of the app, set it up anew. You need a code of the app you have now.
staff-account-factor-button = Set up the app anew
staff-account-factor-lost = I have lost the phone with the app
staff-account-factor-until = The app you have now works until you have typed a code of the new one.
staff-account-factor-keep = Use this app from now on
staff-account-factor-done = From now on only the codes of the new app work. Delete the entry from before.
staff-account-leave = Leave it as it was

staff-lost-phone-title = Set up a new phone
staff-lost-phone-text = You need your password and your recovery kit on paper. Nobody at the school can do this for you, and no email can.
staff-lost-phone-factor = The app on the phone you have now
staff-lost-phone-button = Use this phone from now on
staff-lost-phone-refused = We could not do that. Check the address, the password and the kit.

staff-step-up-title = Show that it is you
staff-step-up-heading = Show that it is you
staff-step-up-text = This changes who can read slips, what opens them, or whether one is kept, so a screen that was left open must not be enough. What you asked for is done next, and you are not asked again for five minutes.
staff-step-up-typed-text = Type your password, and a code that you have not used yet.
staff-step-up-typed-heading = Or type your password and a code
staff-step-up-passkey-off = This browser uses no passkeys, or its scripts are switched off. Type your password and a code that you have not used yet.
staff-step-up-passkey-refused = That did not work. Try the passkey again, or type your password and a code.
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
