# What several screens of a pupil have in common.
brand = I Need To Talk
leave = Leave
# Read out after "Leave".
leave-this-page = this page now
skip-to-content = Go to the question
printing-is-off = Printing is off for this page.
back = Back
next = Next
skip-question = Skip this question
change = Change
listen = Listen
question-of = Question { $number } of { $of }
check-this = Check this: { $title }
nearly-there = Nearly there
choose-one = Choose one
not-sure = I am not sure
rather-not-say = I would rather not say

change-look = Change how this looks
colours = Colours
look-light = Light
look-cream = Cream
look-dark = Dark
look-strong = Strong
text-size = Size of the words
size-usual = Usual
size-bigger = Bigger
size-biggest = Biggest

in-danger = In danger? Call
childline-free = Childline, free:
more-help = More help
need-help-now = Need help right now?
tell-an-adult-near-you = Tell any adult near you.
who-reads-this = Who reads this
we-do-not-know-you = We do not know who you are unless you tell us.
offline = Not connected. Your words are still here. Try again, or tell an adult.

# When slips are read, from the school's calendar.
when-now = They read slips today until { $until }.
when-today = They read slips today from { $from }.
when-tomorrow = They read slips tomorrow from { $from }.
when-this-week = They read slips on { $day } from { $from }.
when-later = They read slips again on { $day } from { $from }.
when-nobody-reads = No one is reading slips right now.
