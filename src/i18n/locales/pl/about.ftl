# Polish. Awaits a native speaker's review.
about-title = O tej stronie
about-heading = Co to jest
about-what = Tutaj możesz powiedzieć dorosłym ze szkoły { $school }, że coś jest nie tak.
    .short = Tutaj możesz powiedzieć dorosłym w szkole, co cię martwi.
about-link = O tej stronie
about-more = Więcej o tym
about-privacy = Co przechowujemy
about-parents = Dla rodziców i opiekunów
about-accessibility = Jeśli trudno z tego korzystać

privacy-title = Co przechowujemy
privacy-heading = Co przechowujemy
privacy-name = Nie pytamy, kim jesteś. Nie przechowujemy żadnego imienia, chyba że je napiszesz.
    .short = Nie pytamy o twoje imię. Nie przechowujemy go, chyba że je napiszesz.
privacy-words = Przechowujemy to, co piszesz i wybierasz. Jest to zamknięte i otworzą to tylko dorośli, którzy to czytają.
    .short = Przechowujemy to, co piszesz i wybierasz. Otworzą to tylko ci dorośli.
privacy-day = Zapisujemy dzień i porę dnia. Nie zapisujemy dokładnej godziny ani tego, z jakiego komputera piszesz.
    .short = Zapisujemy dzień i porę dnia. Nie zapisujemy godziny ani komputera.
privacy-how-long = Ktoś dorosły zamyka twoją kartkę, gdy skończy. Usuwamy ją najpóźniej po { $days ->
        [one] { $days } dniu
        [few] { $days } dniach
       *[many] { $days } dniach
    }.
    .short = Ktoś dorosły zamyka ją, gdy skończy. Usuwamy ją najpóźniej po { $days ->
        [one] { $days } dniu
        [few] { $days } dniach
       *[many] { $days } dniach
    }.
privacy-longer = Czasem musimy zachować ją dłużej, żeby komuś pomóc.
    .short = Czasem musimy zachować ją dłużej, żeby komuś pomóc.
privacy-others = Jeśli ktoś nie jest bezpieczny, dorośli mogą powiedzieć innym, którzy pomogą, na przykład policji.
    .short = Jeśli ktoś nie jest bezpieczny, dorośli mogą powiedzieć innym. Powiedzą tylko tym, którzy mogą pomóc.
privacy-unhappy = Jeśli ci się to nie podoba, powiedz dorosłemu, któremu ufasz, albo zadzwoń do Childline.
    .short = Nie podoba ci się to? Powiedz dorosłemu, któremu ufasz.

parents-title = Dla rodziców

access-title = Jeśli trudno z tego korzystać
access-heading = Jeśli trudno z tego korzystać
access-change = Naciśnij „Zmień wygląd tej strony” na dowolnej stronie, aby mieć inne słowa, kolory i wielkość.
    .short = Na każdej stronie możesz zmienić słowa, kolory i wielkość.
access-tell = Jeśli coś nadal jest trudne, powiedz komuś dorosłemu w szkole. Może wysłać kartkę razem z tobą.
    .short = Nadal jest trudno? Powiedz komuś dorosłemu w szkole. Może wysłać kartkę razem z tobą.
