# Signing in with an account of another provider, and linking one.
staff-with-link = Sign in with { $provider }
staff-with-or = Or with your address, your password and a code:
staff-with-away = { $provider } does not answer just now. Sign in below with your password and a code.
staff-with-failed = { $provider } did not say who you are, or you came back too late. Try it again, or sign in below with your password and a code.

staff-with-title = Sign in
staff-with-heading = Type your passphrase
staff-with-text = { $provider } has said who you are. Your passphrase is the password that you chose here: it unlocks the slips that you can read, and { $provider } never learns it.
staff-with-passphrase = Your passphrase
staff-with-button = Sign in
staff-with-refused = We could not sign you in: the passphrase is not right, or that account is not linked here.
staff-with-otherwise = Sign in with your password and a code instead

staff-linked-title = Signing in with { $provider }
staff-linked-text = When your { $provider } account is linked, you sign in with it and your passphrase, and type no code.
staff-linked-learns = { $provider } learns that you sign in here, and when. It learns nothing of any slip, and neither it nor whoever looks after your account there can open one.
staff-linked-stays = Your address, password and code go on working, also when { $provider } does not answer.
staff-linked-none = You have linked no account yet.
staff-linked-begin = Link my { $provider } account
staff-linked-now = Linked on { $day }
staff-linked-remove = Unlink it
staff-linked-back = Link this account?
staff-linked-back-text = { $provider } says that this account is yours
staff-linked-back-text-nameless = { $provider } says that you have an account there, and not how it is called.
staff-linked-keep = Link it
staff-linked-leave = Do not link it
staff-linked-was-linked = The account is linked. Next time, choose “Sign in with { $provider }”.
staff-linked-was-removed = The account is not linked any more. Sign in with your password and a code.
staff-linked-of-another = That account is linked to somebody else here. Sign out of it at { $provider }, and link your own.
staff-linked-late = Too long ago, or from another session. Begin again.

staff-returned-title = Back from { $provider }
staff-returned-text = You are back from { $provider }. One step is left: to look whether it is the right account.
staff-returned-failed = { $provider } did not say who you are, or you came back too late. Nothing was linked.
staff-returned-away = { $provider } does not answer just now. Nothing was linked.
staff-returned-on = Go on
