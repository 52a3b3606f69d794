# Romanian. Awaits a native speaker's review.
problem-kept = Cuvintele tale sunt încă aici.
problem-kept-text = Nu s-a pierdut nimic.
problem-send-again = Trimite din nou
problem-try-again = Încearcă din nou
problem-go-on = Continuă
problem-tell-adult = Dacă tot nu merge, spune unui adult de lângă tine sau sună la Childline.
    .short = Tot nu merge? Spune unui adult de lângă tine sau sună la Childline.
problem-words = Cuvintele tale
problem-who = Cine ar putea avea nevoie de ajutor
problem-name = Numele tău, dacă vrei să vină cineva la tine

problem-not-understood-title = Încearcă din nou
problem-not-understood = Ceva nu a mers pe drum
problem-not-found-title = Pagina nu există
problem-not-found = Această pagină nu este aici
problem-not-found-text = Adresa poate fi veche. Poți începe un bilețel de la prima pagină.
    .short = Poți începe de la prima pagină.
problem-too-slow-title = Prea încet
problem-too-slow = A durat prea mult
problem-cleared-title = Șters
problem-cleared = Acest bilețel a fost șters
problem-cleared-text = Ștergem un bilețel după ce apeși Ieși sau când nimeni nu îl atinge o jumătate de oră.
    .short = Ștergem un bilețel după ce apeși Ieși. La fel după o jumătate de oră.
problem-too-much-title = Prea mult text
problem-too-much = A fost prea mult text
problem-too-much-text = Te rugăm să scurtezi și să trimiți din nou.
problem-busy-title = Așteaptă puțin
problem-busy = Avem foarte mult de lucru
problem-busy-text = Nu l-am putut primi acum. Așteaptă puțin, apoi încearcă din nou.
problem-broken-title = Ceva nu a mers
problem-broken = Ceva nu a mers aici
problem-broken-text = Este vina noastră, nu a ta.

trouble-cut-short = A fost prea mult text. Uită-te la ce este aici, scurtează și apasă din nou butonul.
    .short = A fost prea mult text. Scurtează. Apasă din nou butonul.
trouble-garbled = Ceva nu a mers pe drum. Cuvintele tale sunt încă aici. Apasă din nou butonul.
trouble-too-many = Avem foarte mult de lucru. Cuvintele tale sunt în siguranță pe această pagină. Așteaptă puțin, apoi apasă din nou Trimite.
trouble-busy = Nu l-am putut primi acum. Cuvintele tale sunt încă aici. Așteaptă puțin, apoi apasă din nou Trimite.
trouble-fault = Ceva nu a mers aici. Este vina noastră, nu a ta. Cuvintele tale sunt încă aici. Apasă din nou butonul.
trouble-nobody-left = Fără acești oameni, nimeni de la școală nu ți-ar putea citi bilețelul. Debifează unul sau sună la un număr de pe această pagină.
    .short = Acum nimeni de la școală nu ți-ar putea citi bilețelul. Debifează unul sau sună la un număr de pe această pagină.

nobody-title = Închis
nobody-heading = Nimeni nu poate citi bilețele acum
nobody-text = Te rugăm să nu aștepți. Spune unui adult în care ai încredere sau sună la unul dintre aceste numere.
    .short = Nu aștepta. Spune unui adult sau sună la un număr de aici.
