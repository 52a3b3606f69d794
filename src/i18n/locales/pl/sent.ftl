# Polish. Awaits a native speaker's review.
sent-title = Dziękujemy
sent-heading = Dziękujemy. Twoja kartka jest wysłana.
sent-right-thing = To był dobry krok. Cokolwiek się stało, to nie twoja wina.
    .short = To był dobry krok. Jeśli stało się coś złego, to nie twoja wina.
sent-next = Co będzie dalej
sent-step-read = Przeczytają ją ci dorośli: { $readers }.
sent-step-when = Te osoby czytają kartki w dni szkolne.
sent-step-when-urgent = Dajemy im znać teraz. Mogą nie zobaczyć jej od razu.
sent-step-safe = Sprawdzą, czy wszyscy są bezpieczni. Mogą z kimś porozmawiać.
    .short = Sprawdzą, czy wszyscy są bezpieczni. Mogą z kimś porozmawiać. Nie będą wiedzieć, że to od ciebie.
sent-step-unseen = Możesz nie zobaczyć, co zrobią. To nie znaczy, że nic się nie stało.
    .short = Możesz nie zobaczyć, co zrobią.
sent-waiting = Jeśli to nie może czekać
sent-others = Inni, którzy mogą pomóc
sent-finish = Zakończ
away-title = Zegar
