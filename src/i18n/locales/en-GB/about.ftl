# The pages about the service. Those for adults are in adults.ftl.
about-title = About this
about-heading = What this is
about-what = Here you can tell adults at { $school } that something is wrong.
    .pictures = Here you tell adults at school.
    .short = Here you can tell adults at school about a worry.
about-link = About this
about-more = More about it
about-privacy = What we keep
about-parents = For parents and carers
about-accessibility = If this is hard to use
    .pictures = If it is hard to use

privacy-title = What we keep
privacy-heading = What we keep
privacy-name = We do not ask who you are. We keep no name unless you write one.
    .pictures = We do not ask your name.
    .short = We do not ask your name. We keep none unless you write it.
privacy-words = We keep what you write and choose. It is locked, and only the adults who read it can open it.
    .pictures = Only those adults can read it.
    .short = We keep what you write and choose. Only those adults can open it.
privacy-day = We keep the day it came, and which part of the day. We do not keep the exact time, or which computer you used.
    .pictures = We keep the day it came.
    .short = We keep the day and the part of the day. We do not keep the time or the computer.
privacy-how-long = An adult closes your slip when they are done. We delete it at most { $days } days later.
    .pictures = Later we delete it.
    .short = An adult closes it when they are done. We delete it at most { $days } days later.
privacy-longer = Sometimes we must keep it for longer, to help somebody.
    .pictures = Sometimes we keep it longer.
    .short = Sometimes we must keep it longer, to help somebody.
privacy-others = If someone is not safe, they may tell others who can help, like the police.
    .pictures = They may tell people who help.
    .short = If someone is not safe, they may tell others. They tell only people who can help.
privacy-unhappy = If you are not happy with this, tell any adult you trust, or call Childline.
    .pictures = Not happy? Tell an adult.
    .short = Are you not happy with this? Tell an adult you trust.

parents-title = For parents

access-title = If this is hard to use
access-heading = If this is hard to use
    .pictures = If it is hard to use
access-change = Press “Change how this looks” on any page for other words, colours and sizes.
    .pictures = You can change colours or words.
    .short = You can change words, colours and sizes on any page.
access-tell = If something is still hard, tell any adult at school. They can send a slip with you.
    .pictures = Still hard? Ask an adult.
    .short = Is it still hard? Tell an adult at school. They can send a slip with you.
