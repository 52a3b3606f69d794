# Romanian. Awaits a native speaker's review.
paper-open = Deschide asta pe un telefon sau pe un calculator:
paper-code = Cod pătrat care deschide { $address }
paper-give = Împăturește bilețelul. Dă-l oricărui adult de la școală.
paper-not-sealed = Cine găsește hârtia o poate citi.
