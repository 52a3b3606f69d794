# Polish. Awaits a native speaker's review.
do-now-title = Co zrobić teraz
do-now-heading = Powiedz teraz komuś dorosłemu, kto jest blisko
do-now-call = Albo zadzwoń pod 999. Powiedz, gdzie jesteś i co się dzieje.
    .short = Albo zadzwoń pod 999. Powiedz, gdzie jesteś i co się dzieje.
do-now-cannot-talk = Jeśli nie możesz mówić: zadzwoń pod 999 z komórki, potem naciśnij 55.
    .short = Jeśli nie możesz mówić: zadzwoń pod 999, potem naciśnij 55.
do-now-slip-too = Nadal możesz wysłać tę kartkę. Kiedy ją wyślesz, damy znać dorosłym, którzy ją czytają. Mogą nie zobaczyć jej od razu.
    .short = Nadal możesz wysłać tę kartkę. Damy znać dorosłym, którzy ją czytają. Mogą nie zobaczyć jej od razu.
do-now-go-on = Dokończ kartkę

about-question = O kogo chodzi?
about-me = O mnie
about-someone-else = O kogoś innego
about-group = O grupę osób
    .short = O kilkoro dzieci lub osób

kind-question = Jaki to kłopot?
    .short = Czego dotyczy twój kłopot?
kind-within-question = Co jest najbliższe?
    .short = Do czego to jest najbardziej podobne?

place-question = Gdzie to się stało?
place-online = W internecie lub w telefonie
place-class = W klasie
place-outside = Na zewnątrz, na terenie szkoły
place-toilets = W toalecie lub w szatni
place-corridor = Na korytarzu lub na schodach
place-lunch = Na stołówce
place-travel = W drodze do szkoły lub ze szkoły
place-home = W domu
place-elsewhere = Gdzie indziej

still-question = Czy to się nadal dzieje?
still-yes = Tak, nadal się dzieje
still-no = Nie, już się skończyło

words-question = Powiedz nam, co się stało
words-hint = Napisz mało lub dużo. Błędy nie szkodzą. Możesz zostawić to puste.
words-no-proof = Nie potrzebujesz dowodów.
    .short = Nie musisz wiedzieć na pewno.
words-no-pictures = Nie wysyłaj i nie zapisuj nagich zdjęć, nawet po to, żeby je nam pokazać.
    .short = Nie wysyłaj i nie zapisuj tego zdjęcia. Powiedz nam słowami.
words-starters = Możesz zacząć tak:
words-starter-happened = Stało się…
words-starter-feel = Czuję…
words-starter-want = Chcę…
words-too-long = { $count ->
        [one] Jest tu { $count } litera.
        [few] Są tu { $count } litery.
       *[many] Jest tu { $count } liter.
    } Zmieści się { $max }. Skróć to, proszę.

typed-hidden = To, co było tu napisane, jest zachowane.
typed-hidden-why = Jest ukryte, bo ta strona została otwarta ponownie.
    .short = Jest ukryte. Ta strona została otwarta ponownie.
typed-show = Pokaż moje słowa

who-question = Kto może potrzebować pomocy?
who-hint = Możesz napisać imię. Pomoże nam to znaleźć tę osobę. Swojego nie musisz podawać.

hidden-question = Czy ktoś nie powinien widzieć tej kartki?
    .short = Kto nie powinien widzieć tej kartki?
hidden-question-staff = Czy chodzi o jedną z tych osób?
hidden-hint = Zaznacz każdego, kto nie powinien jej czytać. Te osoby nie będą mogły jej otworzyć.
    .short = Zaznacz każdego, kto nie powinien jej czytać. Nie będzie mógł jej otworzyć.
hidden-hint-staff = Zaznacz każdego, o kogo chodzi. Te osoby nie będą mogły jej otworzyć.
    .short = Zaznacz każdego, o kogo chodzi. Nie będzie mógł jej otworzyć.

name-question = Czy chcesz, żeby ktoś do ciebie przyszedł?
    .short = Czy ktoś ma do ciebie przyjść?
name-hint = Nie musisz. Jeśli chcesz, napisz swoje imię i klasę. Jeśli nie, zostaw to puste.
    .short = Tak? Napisz swoje imię i klasę. Nie? Zostaw to puste.
name-not-anonymous = Z twoim imieniem ta kartka nie jest anonimowa. Dorośli, którzy ją czytają, wiedzą, kim jesteś.
    .short = Wtedy dorośli, którzy ją czytają, wiedzą, kim jesteś.
