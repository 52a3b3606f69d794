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
