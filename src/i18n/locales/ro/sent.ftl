# Romanian. Awaits a native speaker's review.
sent-title = Mulțumim
sent-heading = Mulțumim. Bilețelul tău este trimis.
sent-right-thing = Ai făcut ce trebuie. Orice s-a întâmplat, nu este vina ta.
    .short = Ai făcut ce trebuie. Dacă s-a întâmplat ceva rău, nu este vina ta.
sent-next = Ce urmează
sent-step-read = Acești adulți îl vor citi: { $readers }.
sent-step-when = Ei citesc bilețelele în zilele de școală.
sent-step-when-urgent = Îi anunțăm acum. Poate nu îl văd imediat.
sent-step-safe = Ei verifică dacă oamenii sunt în siguranță. Poate vorbesc cu cineva.
    .short = Ei verifică dacă oamenii sunt în siguranță. Poate vorbesc cu cineva. Nu vor ști că este de la tine.
sent-step-unseen = Poate nu vei vedea ce fac. Asta nu înseamnă că nu s-a întâmplat nimic.
    .short = Poate nu vei vedea ce fac.
sent-waiting = Dacă nu poate aștepta
sent-others = Alții care pot ajuta
sent-finish = Gata
away-title = Ceas
