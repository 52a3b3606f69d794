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
words-starter-started = It started when…
words-starter-feel = I feel…
words-starter-want = I want…
words-too-long = This has { $count } letters. We can take { $max }. Please make it shorter.

typed-hidden = What was told here is kept.
typed-hidden-why = It is hidden, because this page was opened again.
    .pictures = This page was opened again.
    .short = It is hidden. This page was opened again.
typed-show = Show my slip
begun-not-yours = Is it not yours? You can start a new slip. What was told is then gone.
begun-anew = Start a new slip

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

# Telling with pictures. Each tile is one whole sentence; together they are a text: "A friend did it.
# They left me out. It was in class. It happened today."
tell-so-far = So far:
tell-who-question = Who did it?
tell-what-question = What did they do?
tell-when-question = When did it happen?

done-by-class = Somebody in my class did it.
done-by-friend = A friend did it.
done-by-pupil = Another pupil did it.
    .short = Another child did it.
done-by-group = A group of people did it.
done-by-adult = An adult at school did it.
done-by-home = Somebody at home did it.
done-by-stranger = Somebody I do not know did it.
    .pictures = A stranger did it.
done-by-not-sure = I do not know who did it.
    .pictures = I do not know who.

# Done to the one who tells; with -other, to somebody else.
done-hurt = They hit, kicked or pushed me.
done-hurt-other = They hit, kicked or pushed somebody.
done-unkind = They said unkind things.
done-left-out = They left me out.
done-left-out-other = They left somebody out.
done-took = They took or broke something.
done-picture = They took or shared a picture.
done-secret = They said to keep a secret.
done-would-not-stop = They would not stop.
done-threatened = They said they would hurt me.
done-threatened-other = They said they would hurt somebody.
done-made-do-it = They made me do something.
done-made-do-it-other = They made somebody do something.
done-followed = They followed me.
done-followed-other = They followed somebody.
done-asked-money = They asked for money.
done-not-sure = I am not sure what happened.

it-was-online = It was online or on a phone.
    .pictures = Online or on a phone.
it-was-in-class = It was in class.
it-was-outside = It was outside at school.
it-was-in-toilets = It was in the toilets or changing rooms.
    .pictures = In toilets or changing rooms.
it-was-in-corridor = It was in a corridor or on the stairs.
    .pictures = In a corridor or on stairs.
it-was-at-lunch = It was in the lunch hall.
it-was-on-the-way = It was on the way to or from school.
    .pictures = On the way to school.
it-was-at-home = It was at home.
it-was-elsewhere = It was somewhere else.
it-was-unsure = I am not sure where it was.
    .pictures = I am not sure where.

happened-today = It happened today.
happened-yesterday = It happened yesterday.
happened-this-week = It happened this week.
happened-long-ago = It happened a long time ago.
happened-once = It happened once.
happened-often = It happens a lot.
happened-at-night = It happened at night.
happened-not-sure = I am not sure when it was.
    .pictures = I am not sure when.
