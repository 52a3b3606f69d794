# What came in a rush. A list never shows a word of a slip; the page of some by chance does, and says so first.
staff-queue-tray = { $count ->
    [one] 1 slip came in a rush
   *[other] { $count } slips came in a rush
}
staff-queue-tray-since = Since { $day }
staff-queue-tray-emergencies = { $count ->
    [one] 1 says someone is in danger now.
   *[other] { $count } say someone is in danger now.
}
staff-queue-tray-asked = { $count ->
    [one] A reader asks to set 1 aside.
   *[other] A reader asks to set { $count } aside.
}
staff-queue-tray-open = Open the tray

staff-tray-title = Came in a rush
staff-tray-aside-title = Set aside
staff-tray-text = Many slips came from one place in a short time, or faster than anybody writes. They may be a joke, and any of them may be real. Look at some every day.
staff-tray-aside-text = Two readers agreed that these need not be read. They can be taken back until their day, and are deleted on it.
staff-tray-none = Nothing that came in a rush is waiting.
staff-tray-aside-none = Nothing is set aside.
staff-tray-to-aside = What is set aside
staff-tray-back = Back to what came in a rush
staff-tray-caption = { $count ->
    [one] 1 slip
   *[other] { $count } slips
}
staff-tray-column-alike = How many
staff-tray-alike = { $count ->
    [one] 1 slip
   *[other] { $count } alike
}
staff-tray-alike-title = { $count ->
    [one] 1 slip of a rush
   *[other] { $count } slips that say nearly the same
}
staff-tray-emergencies = { $count } in danger now
staff-tray-some-asked = { $count } asked to set aside
staff-tray-open-group = Open

staff-skim-heading = Look at some by chance
staff-skim-text = Opens up to { $count } of them on one page. The other readers of each see that you did.
staff-skim-button = Look at { $count }
staff-skim-title = Some of what came in a rush
staff-skim-none = You have opened all of them.
staff-skim-more = Look at { $count } more
staff-skim-slip = Slip { $number }
staff-skim-whole = Read it whole and act on it
staff-skim-cut = There is more of it.

staff-aside-heading = Set aside
staff-aside-text-tray = What two readers set aside need not be read. It can be taken back for { $days } days, and is deleted after that. Look at { $count } first. What says that someone is in danger stays until you have opened it.
staff-aside-text-group = What two readers set aside need not be read. It can be taken back for { $days } days, and is deleted after that. Open one of these first. What says that someone is in danger stays until you have opened it.
staff-aside-ask-button = Ask another reader to set { $count ->
    [one] it
   *[other] all { $count }
} aside
staff-aside-asked-own = You ask to set { $count } aside. Another reader has to agree.
staff-aside-asked-by = { $who } asks to set { $count } aside.
staff-aside-agree-button = Agree and set { $count ->
    [one] it
   *[other] { $count }
} aside
staff-aside-refuse-button = Keep { $count ->
    [one] it
   *[other] them
} here
staff-aside-take-back-button = Take { $count ->
    [one] it
   *[other] all { $count }
} back
staff-aside-read-first = Open { $wanted } of them first. You have opened { $read } since you signed in.
staff-aside-done-asked = Another reader has been asked. Nothing is set aside until they agree.
staff-aside-done-agreed = They are set aside.
staff-aside-done-refused = They stay, and wait to be read.
staff-aside-done-back = They are back, and wait to be read.
staff-aside-left = { $count ->
    [one] 1 was left as it is: it says that someone is in danger and you have not opened it, or somebody else changed it, or nobody else asked.
   *[other] { $count } were left as they are: they say that someone is in danger and you have not opened them, or somebody else changed them, or nobody else asked.
}
staff-act-set-aside-asked = { $who } asked to set it aside with others, { $at }
staff-act-set-aside-refused = { $who } said to keep it here, { $at }
staff-act-set-aside = { $who } agreed to set it aside, { $at }
staff-act-taken-back = { $who } took it back, { $at }
