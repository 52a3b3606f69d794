# Polish. Awaits a native speaker's review.
problem-kept = Twoje słowa nadal tu są.
problem-kept-text = Nic nie zginęło.
problem-send-again = Wyślij jeszcze raz
problem-try-again = Spróbuj jeszcze raz
problem-go-on = Dalej
problem-tell-adult = Jeśli to się powtarza, powiedz komuś dorosłemu, kto jest blisko, albo zadzwoń do Childline.
    .short = Nadal nie działa? Powiedz komuś dorosłemu albo zadzwoń do Childline.
problem-words = Twoje słowa
problem-who = Kto może potrzebować pomocy
problem-name = Twoje imię, jeśli ktoś ma do ciebie przyjść

problem-not-understood-title = Spróbuj jeszcze raz
problem-not-understood = Coś poszło nie tak po drodze
problem-not-found-title = Nie ma takiej strony
problem-not-found = Tej strony tu nie ma
problem-not-found-text = Adres może być stary. Możesz zacząć kartkę od pierwszej strony.
    .short = Możesz zacząć od pierwszej strony.
problem-too-slow-title = Za wolno
problem-too-slow = To trwało za długo
problem-cleared-title = Usunięte
problem-cleared = Ta kartka została usunięta
problem-cleared-text = Usuwamy kartkę po naciśnięciu Wyjdź albo gdy przez pół godziny nikt jej nie ruszał.
    .short = Usuwamy kartkę po naciśnięciu Wyjdź. Robimy to też po pół godzinie.
problem-too-much-title = Za dużo tekstu
problem-too-much = To było za dużo tekstu
problem-too-much-text = Skróć to, proszę, i wyślij jeszcze raz.
problem-busy-title = Poczekaj chwilę
problem-busy = Mamy teraz dużo pracy
problem-busy-text = Nie udało się teraz tego przyjąć. Poczekaj chwilę i spróbuj jeszcze raz.
problem-broken-title = Coś poszło nie tak
problem-broken = Coś się tu zepsuło
problem-broken-text = To nasza wina, nie twoja.

trouble-cut-short = To było za dużo tekstu. Zobacz, co tu zostało, skróć to i naciśnij przycisk jeszcze raz.
    .short = To było za dużo tekstu. Skróć to. Naciśnij przycisk jeszcze raz.
trouble-garbled = Coś poszło nie tak po drodze. Twoje słowa nadal tu są. Naciśnij przycisk jeszcze raz.
trouble-too-many = Mamy teraz dużo pracy. Twoje słowa są bezpieczne na tej stronie. Poczekaj chwilę i naciśnij Wyślij jeszcze raz.
trouble-busy = Nie udało się teraz tego przyjąć. Twoje słowa nadal tu są. Poczekaj chwilę i naciśnij Wyślij jeszcze raz.
trouble-fault = Coś się tu zepsuło. To nasza wina, nie twoja. Twoje słowa nadal tu są. Naciśnij przycisk jeszcze raz.
trouble-nobody-left = Gdy te osoby są pominięte, nikt w szkole nie może przeczytać twojej kartki. Odznacz jedną osobę albo zadzwoń pod numer z tej strony.
    .short = Teraz nikt w szkole nie może przeczytać twojej kartki. Odznacz jedną osobę albo zadzwoń pod numer z tej strony.

nobody-title = Nieczynne
nobody-heading = Teraz nikt nie może czytać kartek
nobody-text = Nie czekaj. Powiedz dorosłemu, któremu ufasz, albo zadzwoń pod jeden z tych numerów.
    .short = Nie czekaj. Powiedz komuś dorosłemu albo zadzwoń pod numer z tej strony.
