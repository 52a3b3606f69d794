# Romanian. Awaits a native speaker's review.
start-title = Vreau să vorbesc
start-heading = Spune-ne ce te îngrijorează
start-lead = Poate fi despre tine sau despre altcineva. Poate fi pe internet, la școală sau acasă.
    .short = Poate fi despre tine sau despre altcineva.
start-what-happens = Ce se întâmplă
start-step-questions = { $count ->
        [one] Îți punem cel mult o întrebare scurtă.
        [few] Îți punem cel mult { $count } întrebări scurte.
       *[other] Îți punem cel mult { $count } de întrebări scurte.
    } Poți sări peste toate, în afară de prima.
    .short = { $count ->
        [one] Îți punem o întrebare sau niciuna.
        [few] Îți punem { $count } întrebări sau mai puține.
       *[other] Îți punem { $count } de întrebări sau mai puține.
    } Poți sări peste cele mai multe.
start-step-words = Poți scrie ce s-a întâmplat sau poți lăsa gol.
start-step-check = Îți verifici bilețelul. Nimic nu se trimite până nu apeși Trimite.
start-step-read = Cineva de la școală îl citește și hotărăște cum să ajute.
    .short = Un adult îl citește. Se gândește cum să ajute.
start-stop-any-time = Te poți opri oricând. Apasă Ieși și dispare de aici.
    .short = Te poți opri oricând. Apasă Ieși.
start-begin = Începe
start-readers-safe = Treaba lor este să aibă grijă de copii.
start-readers-others = Alți elevi și alți profesori nu îl pot citi.
    .short = Alți copii și alți profesori nu îl pot citi.
start-readers-about-staff = Unele bilețele ajung și la director. Cele despre un adult de la școală ajung la director sau la șeful consiliului școlii.
    .short = Directorul citește unele bilețele. Așa este cu cele despre adulții de la școală.
start-when = Ei citesc în zilele de școală. Noaptea, în weekend și în vacanțe poate că nu citește nimeni.
    .short = Ei citesc în zilele de școală. Poate nu noaptea sau în vacanțe.
start-honest = Ce nu putem promite
    .short = Ce este adevărat
start-honest-secret = Nu trebuie să spui cine ești. Dar nu putem păstra secretul dacă cineva poate păți ceva rău.
    .short = Nu trebuie să îți spui numele. Dacă cineva nu este în siguranță, adultul poate spune altora. Le spune doar celor care pot ajuta.
start-honest-guess = Cineva poate ghici după cum scrii sau te poate vedea scriind. Alege un moment liniștit.
    .short = Cineva poate ghici cine ești. Nu trebuie să îți scrii numele. Alege un moment liniștit.
start-honest-computer = Calculatoarele școlii pot înregistra ce se scrie. Poți folosi telefonul tău.
    .short = Calculatoarele școlii pot vedea ce scrii.
