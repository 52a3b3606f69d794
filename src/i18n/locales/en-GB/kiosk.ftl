# A computer becomes a kiosk, with words that staff have made.
kiosk-code = Type the eight words
kiosk-code-hint = Staff at your school have them. Four letters of each are enough.
kiosk-enrol = Make this a kiosk
kiosk-other-count = The code has eight words. This has { $count }.
kiosk-no-such = No kiosk has these words. Check the spelling.
kiosk-used = These words have been used. Ask staff for new ones.
kiosk-expired = These words are too old. Ask staff for new ones.
kiosk-is = This is { $name }
kiosk-is-text = Staff chose how pages look here. No slip names this computer.
kiosk-forget = Stop being a kiosk
kiosk-forget-text = Only new words undo this.

# Where pupils come to a kiosk, which is something else too: whoever stands there tells nothing by it.
home-title = Hello
home-quiz = Quiz of the week
home-best = See what is best
home-kind = Something kind to do
home-clears = Left alone, this page clears itself.
home-paused = No slips from here just now. Tell an adult you trust. Or use another computer or phone.
home-offline = Not connected. Try again, or tell an adult.
quiz-photo = A stranger wants your photo. What now?
quiz-photo-one = Send one, to be nice.
quiz-photo-two = Send none. Tell an adult.
quiz-photo-best = Send none. Tell an adult you trust. It is not your fault.
quiz-password = A friend wants your password. What now?
quiz-password-one = Keep it to yourself.
quiz-password-two = Share it with a friend.
quiz-password-best = Keep it to yourself. Good friends understand that.
quiz-chat = Somebody is unkind in a chat. What now?
quiz-chat-one = Be unkind back.
quiz-chat-two = Do not answer. Tell an adult.
quiz-chat-best = Do not answer. Tell an adult you trust. You can block them.
quiz-scary = You see something scary online. What now?
quiz-scary-one = Stop, and tell an adult.
quiz-scary-two = Watch on, and send it around.
quiz-scary-best = Stop, and tell an adult. You did nothing wrong.
kind-well = Tell somebody what they do well.
kind-sit = Ask somebody to sit with you.
kind-thanks = Say thank you to someone today.
kind-hello = Say hello to somebody new.

# Over a page that nobody has touched for a minute.
idle-heading = Are you still there?
idle-text = This page clears in two minutes.
idle-stay = Carry on
idle-clear = Clear
cleared-text = Not connected. This page comes back by itself.
