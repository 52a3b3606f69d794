# A reader's passkeys, and signing in with one.
staff-passkeys-title = Your passkeys
staff-passkeys-text = A passkey is a key in your phone, your computer or a security key, which your finger, your face or a number opens. You sign in with your password and the passkey, and type no code.
staff-passkeys-why = It works at this address and at no other, so a page that only looks like this one gets nothing from it.
staff-passkeys-code-stays = The code of your authenticator app goes on working. Your password still locks the slips that you can read.
staff-passkeys-none = You have no passkey yet.
staff-passkeys-added-on = Added on { $day }
staff-passkeys-elsewhere = It works at { $host } only.
staff-passkeys-remove = Remove
staff-passkeys-add = Add a passkey
staff-passkeys-was-added = The passkey is added. Next time, leave the code empty when you sign in.
staff-passkeys-was-removed = The passkey is removed here. Delete it on the device too.
staff-passkeys-not-taken = No passkey was added: your device’s answer came too late, or was not one to take. Add it again.
staff-passkeys-too-many = You have { $max } passkeys. Remove one that you do not use.

staff-passkey-new-title = Add a passkey
staff-passkey-new-text = Give it a name by which you know it again, then do what your device asks.
staff-passkey-name = What you call it
staff-passkey-name-hint = Such as “My phone”, or “Key in the safe”.
staff-passkey-name-wrong = Type a name of at most { $max } characters.
staff-passkey-make = Make the passkey
staff-passkey-off-new = This browser makes no passkeys, or its scripts are switched off. You can sign in with the code of your app as before.
staff-passkey-failed = Your device did not do it. Try again.
staff-passkey-back = Back to your passkeys

staff-prove-title = Sign in
staff-prove-heading = Use your passkey
staff-prove-text = Your password is right. Your passkey shows that it is you.
staff-prove-button = Use the passkey
staff-prove-refused = That did not work. Try the passkey again, or use a code.
staff-prove-code-refused = That is not the code that your app shows now.
staff-prove-off = This browser uses no passkeys, or its scripts are switched off. Use a code instead.
staff-prove-code-heading = Use a code instead
staff-prove-code-button = Sign in with the code
staff-prove-again = Begin again

staff-sign-in-code-hint = Six digits. They change every 30 seconds. If you have a passkey, leave this empty.
