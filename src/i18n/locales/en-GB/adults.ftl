# What parents, carers and people who are named in a slip read. It is in English only, and the same in every mode.
adults-privacy-heading = Privacy notice for adults
adults-privacy-lead = It is about the data in slips, and about your rights under the UK GDPR.
adults-privacy-who-heading = Who is responsible
adults-privacy-who = { $school } decides how slips are used. It is the controller.
adults-privacy-contact = Questions and requests: { $contact }
adults-website = The school's website: { $website }
adults-privacy-what-heading = What is kept
adults-privacy-what-slips = A slip has what a pupil chose and wrote. It may be about that pupil, other children, families or staff. It may tell of health, religion, ethnic origin, sexual life or crime.
adults-privacy-what-beside = Beside it are kept the day and part of the day it came, how urgent it is, and what its readers did and when.
adults-privacy-what-not = It is not kept who sent it, at what exact time, from which address or with which browser.
adults-privacy-what-staff = Of the staff who read slips are kept their name, post, email address and when they signed in.
adults-privacy-why-heading = Why, and by what right
adults-privacy-why = Slips are used to keep children safe, and for nothing else.
adults-privacy-basis = The lawful bases are a task in the public interest and the school's legal duties: Article 6(1)(e) and (c). A school that is no public authority relies on recognised legitimate interests instead of the first: Article 6(1)(ea).
adults-privacy-special = Sensitive data and data about crime are used for the safeguarding of children: Articles 9(2)(g) and 10, and the Data Protection Act 2018, Schedule 1, paragraph 18.
adults-privacy-recipients-heading = Who sees it
adults-privacy-recipients = Only the readers a slip is for can open it. Where the slip says whom it is about, that person is not one of them. Whoever runs the computer cannot read a slip that is kept.
adults-privacy-passed-on = They pass on what is needed to those who protect children: the police, children's services, and for worries about staff the local authority.
adults-privacy-mail = An email to a reader says only that there is something to read.
adults-privacy-how-long-heading = For how long
adults-privacy-how-long = A slip is deleted { $recorded } days after it was closed as recorded in the school's child protection system. When it was closed for another reason, that is { $closed } days. While it is open or on hold it is kept.
adults-privacy-backups = Sealed copies may be in the backups for up to { $days } days more.
adults-privacy-rights-heading = Your rights
adults-privacy-rights = You may ask for a copy, for a correction, for erasure or for limits, and you may object. The school may have to say no where a child would be at risk, or somebody else's data would be shown.
adults-privacy-unknown = A slip does not say who sent it, so the school may be unable to tell which is yours: Article 11.
adults-privacy-machines = No machine decides anything. How soon a slip is to be read follows from the answers by a fixed list, which people can see.
adults-privacy-cookie-heading = Cookies
adults-privacy-cookie = Pupils' pages have two cookies, which they cannot do without: random numbers that keep a slip together while it is written, and a visit with six words. They are gone when the browser is closed. Nothing follows anybody around.
adults-privacy-complain-heading = If you are not content
adults-privacy-complain = Complain to the school. It has to confirm within 30 days that it has your complaint, and to tell you what came of it. You can also go to the UK's data protection regulator: ico.org.uk, 0303 123 1113.

adults-parents-heading = For parents and carers
adults-parents-what = Here pupils can tell { $school } that something is wrong, for themselves or for somebody else. They do not have to say who they are.
adults-parents-who-heading = Who reads it
adults-parents-who = These members of staff read slips. The head reads some of them, and a slip about a member of staff goes to the head or the { $nation ->
    [scotland] chair of the board
    [northern-ireland] chair of the board
   *[england] chair of governors
 } only.
adults-parents-then-heading = What happens then
adults-parents-then = They do what they would do if the child had told them in person. They may talk with your child, and with you unless that would put a child at risk.
adults-parents-see = You cannot look at slips here. Ask the school about what concerns your child.
adults-parents-cannot-heading = What it cannot do
adults-parents-cannot-stay-unknown = Nobody can promise that a child stays unknown. They may be seen at a computer, or known by how they write.
adults-parents-cannot-secret = What a child tells cannot stay secret when somebody is at risk.
adults-parents-cannot-urgent = It is no emergency service. At night, at weekends and in the holidays maybe nobody reads slips. In danger call 999.
adults-parents-told-heading = If your child tells you something
adults-parents-told = Listen, stay calm, and say that it was right to tell. Let them use their own words, and do not press for more. Write it down soon, and tell the school.
adults-parents-help-heading = Help for you
adults-parents-help = The NSPCC's helpline for adults is 0808 800 5000.
adults-parents-not-for-you = Please leave the form to pupils, and come to the school with what worries you.

adults-access-heading = Accessibility statement
adults-access-what = It is about the pages for pupils at this address, which { $school } offers.
adults-access-can = They work with a keyboard or a switch, with a screen reader, without script and at 400 % zoom. There are four modes of words, four sets of colours and three sizes of text.
adults-access-status = They are made to meet WCAG 2.2 at level AA, with the contrast of level AAA. Every kind of page is checked by machine before it is published. No independent audit has been made, and people with disabilities have not yet tested this edition.
adults-access-known-heading = What we know is missing
adults-access-known = Reading aloud is there only where there are recordings or the computer has a voice of its own. These pages for adults are in English only. The pages were tried in Chromium; Firefox, Safari and managed Chromebooks have not been measured.
adults-access-tell-heading = If something does not work for you
adults-access-tell = Tell the school, and say which page it is. Ask too if you need what is here in another form.
adults-access-enforce = If its answer does not help: in England, Scotland and Wales the Equality Advisory and Support Service, 0808 800 0082; in Northern Ireland the Equality Commission, 028 90 500 600.
adults-access-date = Written on 27 November 2026, from the checks of that day.
