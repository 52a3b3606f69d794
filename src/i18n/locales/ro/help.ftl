# Romanian. Awaits a native speaker's review.
help-title = Ajutor
help-heading = Oameni care pot ajuta
help-phone = Întreabă la secretariatul școlii dacă ai nevoie de un telefon.
    .short = Cere un telefon la secretariat.
help-go-back = Înapoi la bilețel
help-fitting = Pentru îngrijorarea ta
help-others = Pentru alte griji
help-all = Pentru orice grijă
help-own = La școala ta
help-text-to = Trimite { $word } la { $number }
help-forward-to = Trimite mai departe la { $number }
help-press-in-menu = { $number }, apoi apasă { $press }
help-day-and-night = Zi și noapte.
help-not-at-night = Nu noaptea.
help-evenings-and-weekends = Seara și în weekend.
help-under = Dacă ai sub { $age ->
        [one] { $age } an
        [few] { $age } ani
       *[other] { $age } de ani
    }.
help-from = Dacă ai { $age ->
        [one] { $age } an
        [few] { $age } ani
       *[other] { $age } de ani
    } sau mai mult.
help-asks-for-name = Îți cer numele.
help-emergency = Cineva este în pericol acum
help-police = Poliția, când nu este urgent
help-childline = Orice grijă, gratuit
help-meic = Orice grijă, gratuit, în Țara Galilor
help-shout = Ajutor prin mesaje, gratuit
help-samaritans = Cineva cu care să vorbești, gratuit
help-papyrus = Gânduri de sinucidere
    .short = Când cineva vrea să moară
help-nhs = Te simți atât de rău, încât nu poți aștepta
help-breathing-space = Cineva cu care să vorbești când îți este greu
    .short = Cineva cu care să vorbești când simți tristețe
help-lifeline = Nu mai ai speranță sau vrei să îți faci rău
    .short = Te simți foarte rău sau vrei să mori
help-education = NSPCC, despre abuz la școală
help-report-remove = Șterge de pe internet o poză cu tine fără haine
    .short = Șterge de pe internet o poză intimă cu tine
help-ceop = Cineva de pe internet vrea ceva sexual sau o întâlnire
    .short = Cineva de pe internet cere lucruri rele
help-fearless = Spune despre o infracțiune
help-true-vision = Ură pentru felul în care este cineva
help-act-early = Cineva este atras spre idei extreme
    .short = Cineva învață să îi urască pe alții
help-gambling = Pariuri sau jocuri care costă bani
help-scam = Mesaje de înșelătorie, trimise mai departe
    .short = Mesaje care te păcălesc
