# Polish. Awaits a native speaker's review.
help-title = Pomoc
help-heading = Ludzie, którzy mogą pomóc
help-phone = Jeśli potrzebujesz telefonu, zapytaj w sekretariacie szkoły.
    .short = Zapytaj w sekretariacie o telefon.
help-go-back = Wróć do kartki
help-fitting = W twojej sprawie
help-others = W innych sprawach
help-all = W każdej sprawie
help-own = W twojej szkole
help-text-to = Wyślij SMS { $word } na { $number }
help-forward-to = Prześlij na { $number }
help-press-in-menu = { $number }, potem naciśnij { $press }
help-day-and-night = W dzień i w nocy.
help-not-at-night = Nie w nocy.
help-evenings-and-weekends = Wieczorami i w weekendy.
help-under = Jeśli masz mniej niż { $age ->
        [one] { $age } rok.
        [few] { $age } lata.
       *[many] { $age } lat.
    }
help-from = Jeśli masz { $age ->
        [one] { $age } rok
        [few] { $age } lata
       *[many] { $age } lat
    } lub więcej.
help-asks-for-name = Pytają o imię i nazwisko.
help-emergency = Ktoś jest teraz w niebezpieczeństwie
help-police = Policja, gdy sprawa nie jest pilna
help-childline = Każdy kłopot, za darmo
help-meic = Każdy kłopot, za darmo, w Walii
help-shout = Pomoc przez SMS, za darmo
help-samaritans = Ktoś do rozmowy, za darmo
help-papyrus = Myśli samobójcze
    .short = Gdy ktoś chce umrzeć
help-nhs = Czujesz się tak źle, że nie możesz czekać
help-breathing-space = Ktoś do rozmowy, gdy jest ci ciężko
    .short = Ktoś do rozmowy, gdy jest ci smutno
help-lifeline = Nie widzisz nadziei albo chcesz zrobić sobie krzywdę
    .short = Czujesz się bardzo źle albo chcesz umrzeć
help-education = NSPCC, o krzywdzeniu w szkole
help-report-remove = Usuwa z sieci twoje nagie zdjęcie
    .short = Usuwa z sieci twoje prywatne zdjęcie
help-ceop = Ktoś w internecie chce czegoś seksualnego albo spotkania
    .short = Ktoś w internecie prosi o złe rzeczy
help-fearless = Powiedz o przestępstwie
help-true-vision = Nienawiść z powodu tego, kim ktoś jest
help-act-early = Ktoś jest wciągany w skrajne poglądy
    .short = Ktoś uczy się nienawidzić innych
help-gambling = Zakłady albo gry, które kosztują
help-scam = Oszukańcze SMS-y, przesłane dalej
    .short = SMS-y, które oszukują
