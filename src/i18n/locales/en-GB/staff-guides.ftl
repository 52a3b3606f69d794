# Guides: how to set a computer up for pupils, where to stand it, and what to ask others for.
staff-guides-title = Guides
staff-guides-text = What makes a computer of the school safe to write at. Read the one for your devices, then the last three.
staff-guides-link = How to set a computer up, where to stand it, and a letter for whoever runs your filter
staff-guides-back = All guides
staff-guides-save = Save { $file }
staff-guides-test = When all is set up, open this page on the device itself. It looks for what the browser gives away, asks you for what no page can see, and says what to do:
staff-guides-not-tried = Written from the makers’ papers and not tried by us: try every step yourself.

staff-guide-browser = Chrome, Edge or Chromium
staff-guide-browser-hint = Policies to install, and how to start the browser.
staff-guide-browser-why = A browser remembers: what was typed, spellings that it asks others about, the page before. This file switches that off and lets the browser open this school’s pages and no other. Screen readers, switch access, magnifiers and on-screen keyboards stay on.
staff-guide-browser-1 = Save the file below.
staff-guide-browser-2 = Linux: put it in /etc/opt/chrome/policies/managed (Chrome), /etc/chromium/policies/managed (Chromium) or /etc/opt/edge/policies/managed (Edge).
staff-guide-browser-3 = Windows and Mac: enter the same names and values under Chrome or Edge, in Group Policy or in what you manage devices with.
staff-guide-browser-4 = Open chrome://policy (in Edge edge://policy) and press Reload. Each name must be there without an error.
staff-guide-browser-5 = Make the computer a kiosk (Kiosks, above), then have it start the browser like this:
staff-guide-browser-6 = Test it with the page below. Then type a word on the page that asks for words, press Leave, press Back. The word must be gone.
staff-guide-browser-cookie = The file keeps cookies, since one of them makes the computer a kiosk. If your browser starts as a guest or forgets everything on closing, do not make it a kiosk; start it at the class’s link instead.
staff-guide-browser-idle = It has no idle timer on purpose: a timer of the browser would take the words from a pupil who is thinking.

staff-guide-windows = Windows, for one purpose alone
staff-guide-windows-hint = Assigned Access: an account that shows these pages and nothing else.
staff-guide-windows-why = An account that opens Edge on this school’s pages when the computer starts, and nothing else.
staff-guide-windows-1 = Save the file below and load it as Assigned Access configuration: with what you manage devices with, or as a provisioning package.
staff-guide-windows-2 = Switch off for that account: clipboard history and cloud clipboard, Recall, Copilot, dictation (Windows key and H), notifications.
staff-guide-windows-3 = Leave on: Narrator, Magnifier, sticky keys, eye control, the on-screen keyboard.
staff-guide-windows-4 = Edge starts without cookies here each time, so do not make this computer a kiosk: its address in the file is the class’s link.
staff-guide-windows-5 = Edge begins anew after five minutes without a press. Pupils who need longer write at another computer, or on paper.
staff-guide-windows-6 = Restart it and try: can you leave the pages, print, or open another?

staff-guide-chromebook = Chromebook
staff-guide-chromebook-hint = A managed guest session, or a kiosk of its own.
staff-guide-chromebook-why = In the admin console, choose one of two ways. In both, what you set for the browser is what the first guide lists.
staff-guide-chromebook-1 = Managed guest session: everything is wiped when it ends. Do not make it a kiosk; set the address below as the page it starts with.
staff-guide-chromebook-2 = Kiosk app by address: what it keeps stays, so make it a kiosk once, on the page that it starts with.
staff-guide-chromebook-3 = Block screenshots, printing, and extensions that read pages, such as writing helpers.
staff-guide-chromebook-4 = Leave ChromeVox, Select-to-speak, switch access and dictation as the pupil needs them. Dictation may send speech to others: tell the pupil.
staff-guide-chromebook-5 = Type a word, press Leave, press Back. The word must be gone.

staff-guide-ipad = iPad
staff-guide-ipad-hint = Guided Access, or one app alone.
staff-guide-ipad-why = Guided Access keeps an iPad in one app until somebody types a passcode.
staff-guide-ipad-1 = Settings, Safari: switch AutoFill off, and Search Engine Suggestions.
staff-guide-ipad-2 = Settings, General, Keyboard: switch Predictive Text, Check Spelling and Enable Dictation off.
staff-guide-ipad-3 = Settings, Siri: switch it off while locked and for Safari.
staff-guide-ipad-4 = Settings, Accessibility, Guided Access: switch it on, set a passcode that pupils do not know, and set Display Auto-Lock.
staff-guide-ipad-5 = Open the address below in Safari, triple-click the top or Home button, and start. VoiceOver, Zoom and Switch Control go on working: set their shortcut first.
staff-guide-ipad-6 = With device management, use Single App Mode and a web clip to the same address.
staff-guide-ipad-7 = Type a word, press Leave, press Back. The word must be gone. We have not measured what Safari keeps.

staff-guide-placement = Where to stand it
staff-guide-placement-hint = So that standing there tells nothing.
staff-guide-placement-why = Whoever sees a pupil at the kiosk must not know why. The likeliest way to find out who wrote a slip is to have watched.
staff-guide-placement-1 = Where every pupil goes for other things too: a library, a corridor with a noticeboard, beside the lost property.
staff-guide-placement-2 = Its screen to a wall, with nobody behind the chair and no window behind it. A privacy filter for the screen costs little.
staff-guide-placement-3 = Not in view of a camera that shows the screen or the keys, and not outside the office of a person whom slips may be about.
staff-guide-placement-4 = Low enough for the youngest and for a wheelchair, with room beside it. Headphones, for Listen.
staff-guide-placement-5 = Free at break and lunch, without asking, and not only in lessons.
staff-guide-placement-6 = More than one of them, so that no single one is “the place to tell”. Paper slips and a box beside it.
staff-guide-placement-7 = Use it in lessons for everyone, before anyone needs it.
staff-guide-placement-check = When it stands, go through its check (Kiosks, above), have a reader sign it, and do that again each term.

staff-guide-monitoring = Filters and monitoring
staff-guide-monitoring-hint = A letter that asks to leave this address out.
staff-guide-monitoring-why = Software that records screens or keys, and filters that open encrypted pages, see a slip before we do. Nothing here can prevent it. Send this to whoever runs them, and keep the answer.
staff-guide-monitoring-1 = To: the ICT manager, and the provider of our filter and monitoring
staff-guide-monitoring-2 = Our pupils report worries without their name at { $address }. The school’s online safety policy promises that nobody learns who wrote. Please confirm in writing that for this address:
staff-guide-monitoring-3 = encrypted connections are passed on unopened (no TLS inspection), on the network and on each device;
staff-guide-monitoring-4 = no screen, key or text is captured, and no alert is raised from what is typed there;
staff-guide-monitoring-5 = no log keeps which user, device or address opened it, or such a log is deleted within a day and read by nobody;
staff-guide-monitoring-6 = it is never blocked, slowed down or put behind a warning, also outside school hours and for guests.
staff-guide-monitoring-7 = Filtering of everything else, which the law expects of us, stays as it is. Please tell us before any of this changes.
staff-guide-monitoring-8 = Signed, for { $school }:
staff-guide-monitoring-see = How to see for yourself whether connections are opened: on a pupil’s device, open the address, open what the browser shows beside it about the connection, and look who issued the certificate. It must be the issuer that you see on a phone that is not on the school’s network. Your own school or filter there means that slips are read on the way. The page below shows the fingerprint of the right one.

staff-guide-agreement = A clause for the acceptable-use agreement
staff-guide-agreement-hint = So that nobody has to ask before telling.
staff-guide-agreement-why = Many agreements say that pupils ask an adult before they use a computer. Then nobody can write without an adult knowing. Add this, in the words of yours:
staff-guide-agreement-1 = I may use the I Need To Talk page, a kiosk or a paper slip at break, at lunch or whenever I am allowed to move about, without asking first and without saying why.
staff-guide-agreement-2 = Nobody may ask me what I wrote or whether I wrote, look at the screen while I do, or punish me for having used it.
staff-guide-agreement-3 = What I write because I am worried never gets me into trouble, also if I was wrong.
staff-guide-agreement-4 = For staff: do not try to find out who wrote a slip from times, places, handwriting, cameras or logs, unless the designated safeguarding lead decides that a child is in danger and there is no other way. The reason is written down.
