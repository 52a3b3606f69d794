# Polish. Awaits a native speaker's review.
kiosk-code = Wpisz osiem słów
kiosk-code-hint = Mają je pracownicy twojej szkoły. Wystarczą pierwsze cztery litery każdego słowa.
kiosk-enrol = Zrób z tego komputera kiosk
kiosk-other-count = Kod ma osiem słów. Tutaj jest ich: { $count }.
kiosk-no-such = Żaden kiosk nie ma tych słów. Sprawdź pisownię.
kiosk-used = Te słowa zostały już użyte. Poproś pracowników szkoły o nowe.
kiosk-expired = Te słowa są już za stare. Poproś pracowników szkoły o nowe.
kiosk-is = To jest { $name }
kiosk-is-text = Wygląd stron wybrali pracownicy szkoły. Żadna kartka nie podaje tego komputera.
kiosk-forget = Niech to już nie będzie kiosk
kiosk-forget-text = Cofną to tylko nowe słowa.

# Where pupils come to a kiosk, which is something else too.
home-title = Cześć
home-quiz = Quiz tygodnia
home-best = Zobacz, co jest najlepsze
home-kind = Coś miłego do zrobienia
home-clears = Zostawiona strona sama się czyści.
home-paused = Stąd teraz nie można wysłać kartki. Powiedz komuś dorosłemu. Możesz też użyć innego komputera lub telefonu.
home-offline = Brak połączenia. Spróbuj jeszcze raz albo powiedz komuś dorosłemu.
quiz-photo = Ktoś obcy chce twoje zdjęcie. Co teraz?
quiz-photo-one = Wysłać, żeby było miło.
quiz-photo-two = Nic nie wysyłać. Powiedzieć komuś dorosłemu.
quiz-photo-best = Nic nie wysyłaj. Powiedz dorosłemu, któremu ufasz. To nie twoja wina.
quiz-password = Przyjaciel chce twoje hasło. Co teraz?
quiz-password-one = Zachować je dla siebie.
quiz-password-two = Podać je przyjacielowi.
quiz-password-best = Zachowaj je dla siebie. Dobrzy przyjaciele to rozumieją.
quiz-chat = Ktoś jest niemiły na czacie. Co teraz?
quiz-chat-one = Odpisać niemiło.
quiz-chat-two = Nie odpisywać. Powiedzieć komuś dorosłemu.
quiz-chat-best = Nie odpisuj. Powiedz dorosłemu, któremu ufasz. Możesz zablokować tę osobę.
quiz-scary = Widzisz w sieci coś strasznego. Co teraz?
quiz-scary-one = Przerwać i powiedzieć komuś dorosłemu.
quiz-scary-two = Oglądać dalej i wysłać innym.
quiz-scary-best = Przerwij i powiedz komuś dorosłemu. To nie jest twoja wina.
kind-well = Powiedz komuś, co robi dobrze.
kind-sit = Zaproś kogoś, żeby usiadł obok.
kind-thanks = Podziękuj dziś komuś.
kind-hello = Przywitaj się z kimś nowym.

# Over a page that nobody has touched for a minute.
idle-heading = Czy jeszcze tu jesteś?
idle-text = Za dwie minuty strona się wyczyści.
idle-stay = Dalej
idle-clear = Wyczyść
cleared-text = Brak połączenia. Strona wróci sama.
