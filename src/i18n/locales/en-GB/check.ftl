check-title = Check your answers
check-heading = Check your slip
check-not-answered = Skipped
check-hidden-nobody = No one left out
check-truth = Please do not make things up about people. It can hurt them.
# Shown instead of what was typed when somebody comes back with the Back button of the browser.
check-hidden-words = Hidden. Press Change to see it.
check-send = Send
check-nobody-heading = No one is left to read this
check-nobody-text = You left out everyone who could read it. Change that answer, or call Childline.
check-danger = Is someone in danger right now?
check-about = Who it is about
check-kind = What kind of worry
check-place = Where it happened
check-still = Still happening?
check-words = What happened
check-who = Who might need help
check-hidden = Who should not see it
