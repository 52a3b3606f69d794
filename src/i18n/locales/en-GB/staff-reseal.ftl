# Slips are sealed anew without somebody who could open them.
staff-reseal-due = Somebody who could open slips must not any more. Yours have to be sealed anew without them, which takes some presses of a button.
staff-reseal-link = Seal them anew
staff-reseal-yet = You have new keys, so there may be slips for you that are not on this list. They come back as colleagues seal them for you, each with { $count ->
    [one] “Seal them anew” on their own list: one colleague has
   *[other] “Seal them anew” on their own list: { $count } colleagues have
} yet to.
staff-reseal-title = Seal slips anew
staff-reseal-text = A reader has left or has other keys. Each slip that they could open and you can too is sealed anew, under a new key and a new address, to those of its readers who are here. What was written down about it stays with it, and so does what goes back and forth with its pupil.
staff-reseal-leave = You can stop at any time and go on later. Your colleagues are asked too, and nobody does again what another has done. Somebody who has a slip open just now finds it again on their list.
staff-reseal-progress = { $done } of { $total }
staff-reseal-progress-text = of the slips that you can open are as they should be.
staff-reseal-button = Seal the next ones anew
staff-reseal-last-text = All that you can see are done. A slip that was on its way then may still come until the next quarter of an hour.
staff-reseal-last-button = Look for the last ones
staff-reseal-done = No slip of yours has to be sealed anew.
staff-reseal-back = To your slips
