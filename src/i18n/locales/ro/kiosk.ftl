# Romanian. Awaits a native speaker's review.
kiosk-code = Scrie cele opt cuvinte
kiosk-code-hint = Le are personalul școlii tale. Ajung primele patru litere din fiecare.
kiosk-enrol = Fă din acest calculator un chioșc
kiosk-other-count = Un cod are opt cuvinte. Aici sunt: { $count }.
kiosk-no-such = Niciun chioșc nu are aceste cuvinte. Verifică cum ai scris.
kiosk-used = Aceste cuvinte au fost deja folosite. Cere personalului altele noi.
kiosk-expired = Aceste cuvinte sunt prea vechi. Cere personalului altele noi.
kiosk-is = Acesta este { $name }
kiosk-is-text = Personalul a ales cum arată paginile. Niciun bilețel nu spune care este calculatorul.
kiosk-forget = Să nu mai fie chioșc
kiosk-forget-text = Doar cuvinte noi pot schimba asta.

# Where pupils come to a kiosk, which is something else too.
home-title = Bună
home-quiz = Întrebarea săptămânii
home-best = Vezi ce este cel mai bine
home-kind = Ceva frumos de făcut
home-clears = Lăsată singură, pagina se șterge.
home-paused = De aici nu se pot trimite acum bilețele. Spune unui adult. Sau folosește alt calculator ori telefon.
home-offline = Fără conexiune. Încearcă din nou sau spune unui adult.
quiz-photo = Un străin vrea o poză cu tine. Ce faci?
quiz-photo-one = Trimit una, ca să fiu drăguț.
quiz-photo-two = Nu trimit nimic. Spun unui adult.
quiz-photo-best = Nu trimite nimic. Spune unui adult de încredere. Nu este vina ta.
quiz-password = Un prieten vrea parola ta. Ce faci?
quiz-password-one = O păstrez pentru mine.
quiz-password-two = O dau unui prieten.
quiz-password-best = Păstreaz-o pentru tine. Prietenii buni înțeleg.
quiz-chat = Cineva este rău pe chat. Ce faci?
quiz-chat-one = Răspund la fel.
quiz-chat-two = Nu răspund. Spun unui adult.
quiz-chat-best = Nu răspunde. Spune unui adult de încredere. Poți bloca persoana.
quiz-scary = Vezi ceva înfricoșător online. Ce faci?
quiz-scary-one = Mă opresc și spun unui adult.
quiz-scary-two = Mă uit mai departe și trimit altora.
quiz-scary-best = Oprește-te și spune unui adult. Nu ai greșit cu nimic.
kind-well = Spune cuiva ce face bine.
kind-sit = Invită pe cineva să stea cu tine.
kind-thanks = Spune azi cuiva mulțumesc.
kind-hello = Salută pe cineva nou.

# Over a page that nobody has touched for a minute.
idle-heading = Mai ești aici?
idle-text = Pagina se șterge în două minute.
idle-stay = Continuă
idle-clear = Șterge
cleared-text = Fără conexiune. Pagina revine singură.
