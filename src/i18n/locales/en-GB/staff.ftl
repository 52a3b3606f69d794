# The bar and the parts that staff pages share. Staff pages have files of their own.
staff-brand = Slips – { $school }
staff-areas = Areas
staff-area-to-look-at = To look at
staff-area-closed = Closed
staff-area-readers = Readers
staff-area-kiosks = Kiosks
staff-area-set-up = Set-up
staff-lock = Lock
staff-sign-out = Sign out
staff-put-right = There is something to put right
staff-urgency-emergency = Emergency
staff-urgency-urgent = Urgent
staff-urgency-same-day = Today
staff-urgency-routine = Three days
staff-state-new = Not acknowledged
staff-state-acknowledged = Being looked at
staff-state-closed = Closed
