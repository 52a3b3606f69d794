# Romanian. Awaits a native speaker's review.
about-title = Despre asta
about-heading = Ce este asta
about-what = Aici le poți spune adulților de la { $school } că ceva nu este bine.
    .short = Aici le poți spune adulților de la școală ce te îngrijorează.
about-link = Despre asta
about-more = Mai multe despre asta
about-privacy = Ce păstrăm
about-parents = Pentru părinți și îngrijitori
about-accessibility = Dacă este greu de folosit

privacy-title = Ce păstrăm
privacy-heading = Ce păstrăm
privacy-name = Nu întrebăm cine ești. Nu păstrăm niciun nume dacă nu îl scrii tu.
    .short = Nu îți cerem numele. Nu îl păstrăm dacă nu îl scrii tu.
privacy-words = Păstrăm ce scrii și ce alegi. Este încuiat și îl pot deschide doar adulții care îl citesc.
    .short = Păstrăm ce scrii și ce alegi. Doar acei adulți îl pot deschide.
privacy-day = Păstrăm ziua în care a venit și partea zilei. Nu păstrăm ora exactă și nici ce calculator ai folosit.
    .short = Păstrăm ziua și partea zilei. Nu păstrăm ora și nici calculatorul.
privacy-how-long = Un adult îți închide bilețelul când termină. Îl ștergem în cel mult { $days ->
        [one] o zi
        [few] { $days } zile
       *[other] { $days } de zile
    } după aceea.
    .short = Un adult îl închide când termină. Îl ștergem în cel mult { $days ->
        [one] o zi
        [few] { $days } zile
       *[other] { $days } de zile
    } după aceea.
privacy-longer = Uneori trebuie să îl păstrăm mai mult, ca să ajutăm pe cineva.
    .short = Uneori trebuie să îl păstrăm mai mult, ca să ajutăm pe cineva.
privacy-others = Dacă cineva nu este în siguranță, ei pot spune altora care pot ajuta, de exemplu poliției.
    .short = Dacă cineva nu este în siguranță, ei pot spune altora. Le spun doar celor care pot ajuta.
privacy-unhappy = Dacă asta nu îți place, spune unui adult în care ai încredere sau sună la Childline.
    .short = Nu îți place asta? Spune unui adult în care ai încredere.

parents-title = Pentru părinți

access-title = Dacă este greu de folosit
access-heading = Dacă este greu de folosit
access-change = Apasă „Schimbă cum arată pagina” pe orice pagină pentru alte cuvinte, culori și mărimi.
    .short = Poți schimba cuvintele, culorile și mărimea pe orice pagină.
access-tell = Dacă ceva este tot greu, spune unui adult de la școală. Poate trimite un bilețel împreună cu tine.
    .short = Este tot greu? Spune unui adult de la școală. Poate trimite un bilețel împreună cu tine.
