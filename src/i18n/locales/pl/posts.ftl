# Polish. Awaits a native speaker's review.
post-oso = osoba do spraw bezpieczeństwa w internecie
    .short = ktoś, kto dba o bezpieczeństwo dzieci w internecie
post-dsl = { $nation ->
    [wales] osoba wyznaczona do ochrony dzieci (DSP)
    [scotland] osoba koordynująca ochronę dzieci
    [northern-ireland] nauczyciel wyznaczony do ochrony dzieci
   *[england] główna osoba do spraw ochrony dzieci
 }
    .short = ktoś, kto dba o bezpieczeństwo dzieci
post-deputy = { $nation ->
    [wales] zastępca osoby wyznaczonej do ochrony dzieci
    [scotland] zastępca osoby koordynującej ochronę dzieci
    [northern-ireland] zastępca nauczyciela wyznaczonego do ochrony dzieci
   *[england] zastępca głównej osoby do spraw ochrony dzieci
 }
    .short = ktoś, kto dba o bezpieczeństwo dzieci
post-head = dyrektor szkoły
post-chair = osoba, która kieruje radą szkoły
    .short = ktoś, kto pilnuje, jak działa szkoła
