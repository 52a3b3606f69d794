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
