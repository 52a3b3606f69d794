# Romanian. Awaits a native speaker's review.
do-now-title = Ce să faci acum
do-now-heading = Spune acum unui adult de lângă tine
do-now-call = Sau sună la 999. Spune unde ești și ce se întâmplă.
    .short = Sau sună la 999. Spune unde ești și ce se întâmplă.
do-now-cannot-talk = Dacă nu poți vorbi: sună la 999 de pe mobil, apoi apasă 55.
    .short = Dacă nu poți vorbi: sună la 999, apoi apasă 55.
do-now-slip-too = Poți trimite și acest bilețel. Când îl trimiți, îi anunțăm pe adulții care îl citesc. Poate nu îl văd imediat.
    .short = Poți trimite și acest bilețel. Îi anunțăm pe adulții care îl citesc. Poate nu îl văd imediat.
do-now-go-on = Continuă bilețelul

about-question = Despre cine este?
about-me = Despre mine
about-someone-else = Despre altcineva
about-group = Despre un grup de oameni
    .short = Despre mai mulți copii sau oameni

kind-question = Ce fel de îngrijorare este?
    .short = Ce te îngrijorează?
kind-within-question = Care este cea mai apropiată?
    .short = Cu care seamănă cel mai mult?

place-question = Unde s-a întâmplat?
place-online = Pe internet sau pe telefon
place-class = În clasă
place-outside = Afară, la școală
place-toilets = La toaletă sau la vestiar
place-corridor = Pe coridor sau pe scări
place-lunch = La cantină
place-travel = Pe drumul spre școală sau de la școală
place-home = Acasă
place-elsewhere = În altă parte

still-question = Se mai întâmplă?
still-yes = Da, încă se întâmplă
still-no = Nu, s-a oprit

words-question = Spune-ne ce s-a întâmplat
words-hint = Scrie puțin sau mult. Greșelile nu contează. Poți lăsa gol.
words-no-proof = Nu ai nevoie de dovezi.
    .short = Nu trebuie să știi sigur.
words-no-pictures = Nu trimite și nu păstra poze cu oameni dezbrăcați, nici ca să ni le arăți.
    .short = Nu trimite și nu păstra poza. Spune-ne în cuvinte.
words-starters = Poți începe cu:
words-starter-happened = S-a întâmplat…
words-starter-feel = Simt…
words-starter-want = Vreau…
words-too-long = { $count ->
        [one] Aici este { $count } literă.
        [few] Aici sunt { $count } litere.
       *[other] Aici sunt { $count } de litere.
    } Încap { $max }. Te rugăm să scurtezi.

typed-hidden = Ce s-a scris aici este păstrat.
typed-hidden-why = Este ascuns, pentru că pagina a fost deschisă din nou.
    .short = Este ascuns. Pagina a fost deschisă din nou.
typed-show = Arată cuvintele mele

who-question = Cine ar putea avea nevoie de ajutor?
who-hint = Poți scrie un nume. Așa găsim persoana mai ușor. Nu trebuie să scrii numele tău.

hidden-question = Este cineva care nu ar trebui să vadă bilețelul?
    .short = Cine nu ar trebui să vadă bilețelul?
hidden-question-staff = Este despre unul dintre acești oameni?
hidden-hint = Bifează pe oricine nu ar trebui să îl citească. Nu îl va putea deschide.
    .short = Bifează pe oricine nu ar trebui să îl citească. Nu îl poate deschide.
hidden-hint-staff = Bifează pe oricine despre care este vorba. Nu îl va putea deschide.
    .short = Bifează pe oricine despre care este vorba. Nu îl poate deschide.

name-question = Vrei să vină cineva la tine?
    .short = Să vină cineva la tine?
name-hint = Nu trebuie. Dacă vrei, scrie-ți numele și clasa. Dacă nu, lasă gol.
    .short = Da? Scrie-ți numele și clasa. Nu? Lasă gol.
name-not-anonymous = Cu numele tău, bilețelul nu este anonim. Adulții care îl citesc știu cine ești.
    .short = Atunci adulții care îl citesc știu cine ești.
