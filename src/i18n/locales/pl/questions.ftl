# Polish. Awaits a native speaker's review.
danger-question = Czy ktoś jest teraz w niebezpieczeństwie?
    .short = Czy komuś coś teraz grozi?
danger-yes = Tak
danger-no = Nie
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
words-starter-started = Zaczęło się, kiedy…
words-starter-feel = Czuję…
words-starter-want = Chcę…
words-too-long = { $count ->
        [one] Jest tu { $count } litera.
        [few] Są tu { $count } litery.
       *[many] Jest tu { $count } liter.
    } Zmieści się { $max }. Skróć to, proszę.

typed-hidden = To, co było tu powiedziane, jest zachowane.
typed-hidden-why = Jest ukryte, bo ta strona została otwarta ponownie.
    .short = Jest ukryte. Ta strona została otwarta ponownie.
typed-show = Pokaż moją kartkę
begun-not-yours = To nie twoje? Możesz zacząć nową kartkę. To, co było powiedziane, wtedy zniknie.
begun-anew = Zacznij nową kartkę

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
tell-so-far = Do tej pory:
tell-who-question = Kto to zrobił?
tell-what-question = Co ktoś zrobił?
tell-when-question = Kiedy to się stało?
done-by-class = Zrobił to ktoś z mojej klasy.
done-by-friend = Zrobił to ktoś z przyjaciół.
done-by-pupil = Zrobił to ktoś inny z uczniów.
    .short = Zrobiło to inne dziecko.
done-by-group = Zrobiła to grupa osób.
done-by-adult = Zrobił to ktoś dorosły w szkole.
done-by-home = Zrobił to ktoś w domu.
done-by-stranger = Zrobił to ktoś, kogo nie znam.
done-by-not-sure = Nie wiem, kto to zrobił.
done-hurt = Ktoś mnie uderzył, kopnął lub popchnął.
done-hurt-other = Ktoś uderzył, kopnął lub popchnął kogoś innego.
done-unkind = Ktoś mówił przykre rzeczy.
done-left-out = Ktoś mnie odsunął od innych.
done-left-out-other = Ktoś odsunął kogoś od innych.
done-took = Ktoś coś zabrał lub zepsuł.
done-picture = Ktoś zrobił lub udostępnił zdjęcie.
done-secret = Ktoś kazał dochować tajemnicy.
done-would-not-stop = Ktoś nie chciał przestać.
done-threatened = Ktoś powiedział, że zrobi mi krzywdę.
done-threatened-other = Ktoś powiedział, że zrobi komuś krzywdę.
done-made-do-it = Ktoś kazał mi coś zrobić.
done-made-do-it-other = Ktoś kazał komuś coś zrobić.
done-followed = Ktoś za mną chodził.
done-followed-other = Ktoś za kimś chodził.
done-asked-money = Ktoś chciał pieniędzy.
done-not-sure = Nie wiem na pewno, co się stało.
it-was-online = To było w internecie lub w telefonie.
it-was-in-class = To było w klasie.
it-was-outside = To było na zewnątrz, na terenie szkoły.
it-was-in-toilets = To było w toalecie lub w szatni.
it-was-in-corridor = To było na korytarzu lub na schodach.
it-was-at-lunch = To było na stołówce.
it-was-on-the-way = To było w drodze do szkoły lub ze szkoły.
it-was-at-home = To było w domu.
it-was-elsewhere = To było gdzie indziej.
it-was-unsure = Nie wiem na pewno, gdzie to było.
happened-today = To się stało dzisiaj.
happened-yesterday = To się stało wczoraj.
happened-this-week = To się stało w tym tygodniu.
happened-long-ago = To się stało dawno temu.
happened-once = To się stało jeden raz.
happened-often = To dzieje się często.
happened-at-night = To się stało w nocy.
happened-not-sure = Nie wiem na pewno, kiedy to było.
