# Welsh. Awaits a native speaker's review.
about-title = Am hwn
about-heading = Beth yw hwn
about-what = Yma gelli di ddweud wrth oedolion yn { $school } fod rhywbeth o'i le.
    .pictures = Yma rwyt ti'n dweud wrth oedolion.
    .short = Yma gelli di ddweud wrth oedolion yn yr ysgol am bryder.
about-link = Am hwn
about-more = Mwy amdano
about-privacy = Beth rydyn ni'n ei gadw
about-parents = I rieni a gofalwyr
about-accessibility = Os yw hwn yn anodd ei ddefnyddio
    .pictures = Os yw'n anodd ei ddefnyddio

privacy-title = Beth rydyn ni'n ei gadw
privacy-heading = Beth rydyn ni'n ei gadw
privacy-name = Dydyn ni ddim yn gofyn pwy wyt ti. Dydyn ni ddim yn cadw enw os nad wyt ti'n ysgrifennu un.
    .pictures = Dydyn ni ddim yn gofyn dy enw.
    .short = Dydyn ni ddim yn gofyn am dy enw. Dydyn ni ddim yn ei gadw os nad wyt ti'n ei ysgrifennu.
privacy-words = Rydyn ni'n cadw beth rwyt ti'n ei ysgrifennu a'i ddewis. Mae wedi'i gloi, a dim ond yr oedolion sy'n ei ddarllen all ei agor.
    .pictures = Dim ond yr oedolion hynny all ddarllen.
    .short = Rydyn ni'n cadw beth rwyt ti'n ei ysgrifennu a'i ddewis. Dim ond yr oedolion hynny all ei agor.
privacy-day = Rydyn ni'n cadw'r diwrnod y daeth, a pha ran o'r dydd. Dydyn ni ddim yn cadw'r union amser, na pha gyfrifiadur ddefnyddiaist ti.
    .pictures = Rydyn ni'n cadw'r diwrnod y daeth.
    .short = Rydyn ni'n cadw'r diwrnod a'r rhan o'r dydd. Dydyn ni ddim yn cadw'r amser na'r cyfrifiadur.
privacy-how-long = Mae oedolyn yn cau dy nodyn ar ôl gorffen. Rydyn ni'n ei ddileu o fewn { $days } diwrnod wedyn.
    .pictures = Wedyn rydyn ni'n ei ddileu.
    .short = Mae oedolyn yn ei gau ar ôl gorffen. Rydyn ni'n ei ddileu o fewn { $days } diwrnod wedyn.
privacy-longer = Weithiau mae'n rhaid i ni ei gadw'n hirach, i helpu rhywun.
    .pictures = Weithiau rydyn ni'n ei gadw'n hirach.
    .short = Weithiau mae'n rhaid i ni ei gadw'n hirach, i helpu rhywun.
privacy-others = Os nad yw rhywun yn ddiogel, gallan nhw ddweud wrth eraill sy'n gallu helpu, fel yr heddlu.
    .pictures = Efallai byddan nhw'n dweud wrth helpwyr.
    .short = Os nad yw rhywun yn ddiogel, gallan nhw ddweud wrth eraill. Maen nhw'n dweud wrth bobl sy'n gallu helpu yn unig.
privacy-unhappy = Os nad wyt ti'n hapus gyda hyn, dweda wrth oedolyn rwyt ti'n ymddiried ynddo, neu ffonia Childline.
    .pictures = Ddim yn hapus? Dweda wrth oedolyn.
    .short = Ddim yn hapus gyda hyn? Dweda wrth oedolyn rwyt ti'n ymddiried ynddo.

parents-title = I rieni

access-title = Os yw hwn yn anodd ei ddefnyddio
access-heading = Os yw hwn yn anodd ei ddefnyddio
    .pictures = Os yw'n anodd ei ddefnyddio
access-change = Gwasga “Newid sut mae hwn yn edrych” ar unrhyw dudalen am eiriau, lliwiau a meintiau eraill.
    .pictures = Gelli di newid lliwiau neu eiriau.
    .short = Gelli di newid geiriau, lliwiau a meintiau ar unrhyw dudalen.
access-tell = Os yw rhywbeth yn dal yn anodd, dweda wrth unrhyw oedolyn yn yr ysgol. Gallan nhw anfon nodyn gyda ti.
    .pictures = Dal yn anodd? Gofynna i oedolyn.
    .short = Ydy e'n dal yn anodd? Dweda wrth oedolyn yn yr ysgol. Gallan nhw anfon nodyn gyda ti.
