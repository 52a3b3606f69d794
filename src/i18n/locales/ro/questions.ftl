# Romanian. Awaits a native speaker's review.
danger-question = Este cineva în pericol chiar acum?
    .short = Este cineva în pericol acum?
danger-yes = Da
danger-no = Nu
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
words-starter-started = A început când…
words-starter-feel = Simt…
words-starter-want = Vreau…
words-too-long = { $count ->
        [one] Aici este { $count } literă.
        [few] Aici sunt { $count } litere.
       *[other] Aici sunt { $count } de litere.
    } Încap { $max }. Te rugăm să scurtezi.

typed-hidden = Ce s-a spus aici este păstrat.
typed-hidden-why = Este ascuns, pentru că pagina a fost deschisă din nou.
    .short = Este ascuns. Pagina a fost deschisă din nou.
typed-show = Arată bilețelul meu
begun-not-yours = Nu este al tău? Poți începe un bilețel nou. Atunci ce s-a spus dispare.
begun-anew = Începe un bilețel nou

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
tell-so-far = Până acum:
tell-who-question = Cine a făcut asta?
tell-what-question = Ce au făcut?
tell-when-question = Când s-a întâmplat?
done-by-class = Cineva din clasa mea a făcut asta.
done-by-friend = Cineva dintre prieteni a făcut asta.
done-by-pupil = Cineva dintre ceilalți elevi a făcut asta.
    .short = Un alt copil a făcut asta.
done-by-group = Un grup de oameni a făcut asta.
done-by-adult = Un adult de la școală a făcut asta.
done-by-home = Cineva de acasă a făcut asta.
done-by-stranger = Cineva pe care nu îl cunosc a făcut asta.
done-by-not-sure = Nu știu cine a făcut asta.
done-hurt = M-au lovit, mi-au dat cu piciorul sau m-au împins.
done-hurt-other = Au lovit pe cineva, i-au dat cu piciorul sau l-au împins.
done-unkind = Au spus lucruri răutăcioase.
done-left-out = M-au lăsat deoparte.
done-left-out-other = Au lăsat pe cineva deoparte.
done-took = Au luat sau au stricat ceva.
done-picture = Au făcut sau au dat mai departe o poză.
done-secret = Au cerut păstrarea unui secret.
done-would-not-stop = Nu voiau să se oprească.
done-threatened = Au spus că îmi fac rău.
done-threatened-other = Au spus că îi fac rău cuiva.
done-made-do-it = M-au pus să fac ceva.
done-made-do-it-other = Au pus pe cineva să facă ceva.
done-followed = M-au urmărit.
done-followed-other = Au urmărit pe cineva.
done-asked-money = Au cerut bani.
done-not-sure = Nu știu sigur ce s-a întâmplat.
it-was-online = A fost pe internet sau pe telefon.
it-was-in-class = A fost în clasă.
it-was-outside = A fost afară, la școală.
it-was-in-toilets = A fost la toaletă sau la vestiar.
it-was-in-corridor = A fost pe coridor sau pe scări.
it-was-at-lunch = A fost la cantină.
it-was-on-the-way = A fost pe drumul spre școală sau de la școală.
it-was-at-home = A fost acasă.
it-was-elsewhere = A fost în altă parte.
it-was-unsure = Nu știu sigur unde a fost.
happened-today = S-a întâmplat astăzi.
happened-yesterday = S-a întâmplat ieri.
happened-this-week = S-a întâmplat săptămâna aceasta.
happened-long-ago = S-a întâmplat cu mult timp în urmă.
happened-once = S-a întâmplat o singură dată.
happened-often = Se întâmplă des.
happened-at-night = S-a întâmplat noaptea.
happened-not-sure = Nu știu sigur când a fost.
