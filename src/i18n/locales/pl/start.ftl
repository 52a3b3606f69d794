# Polish. Awaits a native speaker's review.
start-title = Muszę porozmawiać
start-heading = Powiedz nam, co cię martwi
start-lead = Może chodzić o ciebie lub o kogoś innego. Może to być w internecie, w szkole lub w domu.
    .short = Może chodzić o ciebie lub o kogoś innego.
start-what-happens = Co się stanie
start-step-questions = { $count ->
        [one] Zadamy najwyżej { $count } krótkie pytanie.
        [few] Zadamy najwyżej { $count } krótkie pytania.
       *[many] Zadamy najwyżej { $count } krótkich pytań.
    } Możesz pominąć wszystkie oprócz pierwszego.
    .short = { $count ->
        [one] Zadamy { $count } pytanie lub mniej.
        [few] Zadamy { $count } pytania lub mniej.
       *[many] Zadamy { $count } pytań lub mniej.
    } Większość możesz pominąć.
start-step-words = Możesz napisać, co się stało, albo zostawić to puste.
start-step-check = Sprawdzasz swoją kartkę. Nic nie zostanie wysłane, dopóki nie naciśniesz Wyślij.
start-step-read = Ktoś w szkole ją czyta i decyduje, jak pomóc.
    .short = Ktoś dorosły ją czyta. Zastanawia się, jak pomóc.
start-stop-any-time = Możesz przestać w każdej chwili. Naciśnij Wyjdź, a kartka stąd zniknie.
    .short = Możesz przestać w każdej chwili. Naciśnij Wyjdź.
start-begin = Zacznij
start-readers-safe = Te osoby dbają o bezpieczeństwo dzieci.
start-readers-others = Inni uczniowie i inni nauczyciele nie mogą tego przeczytać.
    .short = Inne dzieci i inni nauczyciele nie mogą tego przeczytać.
start-readers-about-staff = Niektóre kartki trafiają też do dyrekcji szkoły. Kartki o kimś dorosłym ze szkoły trafiają do dyrekcji lub do osoby, która kieruje radą szkoły.
    .short = Niektóre kartki czyta dyrekcja szkoły. Tak jest z kartkami o dorosłych ze szkoły.
start-when = Te osoby czytają w dni szkolne. W nocy, w weekendy i w czasie ferii może nikt nie czytać.
    .short = Te osoby czytają w dni szkolne. Może nie w nocy i nie w ferie.
start-honest = Czego nie możemy obiecać
    .short = Jak jest naprawdę
start-honest-secret = Nie musisz mówić, kim jesteś. Ale nie zachowamy tego w tajemnicy, jeśli komuś może stać się krzywda.
    .short = Nie musisz podawać swojego imienia. Jeśli ktoś nie jest bezpieczny, dorosły może powiedzieć innym. Powie tylko tym, którzy mogą pomóc.
start-honest-guess = Ktoś może zgadnąć po tym, jak piszesz, albo zobaczyć, że piszesz. Wybierz spokojną chwilę.
    .short = Ktoś może zgadnąć, kim jesteś. Nie musisz pisać swojego imienia. Wybierz spokojną chwilę.
start-honest-computer = Komputery w szkole mogą zapisywać to, co się na nich pisze. Możesz użyć swojego telefonu.
    .short = Komputery w szkole mogą widzieć, co piszesz.
