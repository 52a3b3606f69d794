danger-question = Is someone in danger right now?
    .pictures = Is someone in danger?
    .short = Is someone in danger now?
danger-yes = Yes
danger-no = No

do-now-title = What to do now
do-now-heading = Tell an adult near you now
do-now-call = Or call 999. Say where you are and what is happening.
    .pictures = Or call 999. Say where you are.
    .short = Or call 999. Say where you are and what happens.
do-now-cannot-talk = If you cannot talk: call 999 from a mobile, then press 55.
    .pictures = Cannot talk? Call 999, press 55.
    .short = If you cannot talk: call 999, then press 55.
do-now-slip-too = You can still send this slip. When you send it, we tell the adults who read it. They may not see it at once.
    .pictures = You can still send this slip.
    .short = You can still send this slip. We tell the adults who read it. They may not see it at once.
do-now-go-on = Go on with the slip
    .pictures = Go on

about-question = Who is it about?
about-me = Me
about-someone-else = Someone else
about-group = A group of people
    .short = Some children or people

kind-question = What kind of worry is it?
    .pictures = What is the worry?
    .short = What is your worry about?
kind-within-question = Which is closest?
    .short = Which one is it most like?
    .pictures = Which is it like?

place-question = Where did it happen?
place-online = Online or on a phone
place-class = In class
place-outside = Outside at school
place-toilets = Toilets or changing rooms
place-corridor = Corridors or stairs
place-lunch = Lunch hall
place-travel = On the way to or from school
    .pictures = On the way to school
place-home = At home
place-elsewhere = Somewhere else

still-question = Is it still happening?
still-yes = Yes, it is still happening
still-no = No, it has stopped

words-question = Tell us what happened
words-hint = Write a little or a lot. Spelling does not matter. You can leave this empty.
    .pictures = Write a little. Or leave it empty.
words-no-proof = You do not need proof.
    .short = It is OK if you are not sure.
    .pictures = It is OK to be unsure.
words-no-pictures = Do not send or save nude pictures, even to show us.
    .pictures = Tell us in words, not pictures.
    .short = Do not send or save the picture. Tell us in words.
    .all = Do not save, screenshot or pass on nude pictures, even to show us. Keeping them is against the law, and we can help without them.
words-starters = You could start with:
words-starter-happened = It happened…
words-starter-feel = I feel…
words-starter-want = I want…
words-too-long = This has { $count } letters. We can take { $max }. Please make it shorter.

typed-hidden = What was typed here is kept.
typed-hidden-why = It is hidden, because this page was opened again.
    .pictures = This page was opened again.
    .short = It is hidden. This page was opened again.
typed-show = Show my words

who-question = Who might need help?
who-hint = You can write a name. It helps us find them. You do not need to write yours.
    .pictures = You can write a name. You need not write yours.

hidden-question = Should anyone not see this slip?
    .pictures = Who should not see this?
    .short = Who should not see this slip?
hidden-question-staff = Is it about one of these people?
    .pictures = Is it one of these?
hidden-hint = Tick anyone who should not read it. They will not be able to open it.
    .pictures = Tick them. They cannot open it.
    .short = Tick anyone who should not read it. They cannot open it.
hidden-hint-staff = Tick anyone it is about. They will not be able to open it.
    .pictures = Tick them. They cannot open it.
    .short = Tick anyone it is about. They cannot open it.

name-question = Do you want someone to come and find you?
    .pictures = Should someone find you?
    .short = Should someone come and find you?
name-hint = You do not have to. If you want it, write your name and class. Leave it empty if not.
    .pictures = Yes? Write your name. No? Leave it empty.
    .short = Yes? Write your name and class. No? Leave it empty.
name-not-anonymous = With your name, this slip is not anonymous. The adults who read it know who you are.
    .pictures = Then they know who you are.
    .short = Then the adults who read it know who you are.
