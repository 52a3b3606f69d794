# Welsh. Awaits a native speaker's review.
do-now-title = Beth i'w wneud nawr
do-now-heading = Dweda wrth oedolyn sy'n agos atat ti nawr
    .pictures = Dweda wrth oedolyn gerllaw nawr
do-now-call = Neu ffonia 999. Dweda ble rwyt ti a beth sy'n digwydd.
    .pictures = Neu ffonia 999. Dweda ble rwyt ti.
    .short = Neu ffonia 999. Dweda ble rwyt ti a beth sy'n digwydd.
do-now-cannot-talk = Os na alli di siarad: ffonia 999 o ffôn symudol, yna gwasga 55.
    .pictures = Methu siarad? Ffonia 999, gwasga 55.
    .short = Os na alli di siarad: ffonia 999, yna gwasga 55.
do-now-slip-too = Gelli di anfon y nodyn hwn o hyd. Pan fyddi di'n ei anfon, byddwn ni'n dweud wrth yr oedolion sy'n ei ddarllen. Efallai na fyddan nhw'n ei weld ar unwaith.
    .pictures = Gelli di anfon y nodyn o hyd.
    .short = Gelli di anfon y nodyn hwn o hyd. Byddwn ni'n dweud wrth yr oedolion sy'n ei ddarllen. Efallai na fyddan nhw'n ei weld ar unwaith.
do-now-go-on = Mynd ymlaen â'r nodyn
    .pictures = Mynd ymlaen

about-question = Am bwy mae hyn?
about-me = Fi
about-someone-else = Rhywun arall
about-group = Grŵp o bobl
    .short = Rhai plant neu bobl

kind-question = Pa fath o bryder yw hwn?
    .pictures = Beth yw'r pryder?
    .short = Am beth mae dy bryder?
kind-within-question = Pa un sydd agosaf?
    .short = Pa un sydd fwyaf tebyg?
    .pictures = Pa un sy'n debyg?

place-question = Ble ddigwyddodd hyn?
place-online = Ar-lein neu ar ffôn
place-class = Yn y dosbarth
place-outside = Y tu allan yn yr ysgol
place-toilets = Toiledau neu ystafelloedd newid
place-corridor = Coridorau neu risiau
place-lunch = Neuadd ginio
place-travel = Ar y ffordd i'r ysgol neu o'r ysgol
    .pictures = Ar y ffordd i'r ysgol
place-home = Gartref
place-elsewhere = Rhywle arall

still-question = Ydy hyn yn dal i ddigwydd?
still-yes = Ydy, mae'n dal i ddigwydd
still-no = Nac ydy, mae wedi stopio

words-question = Dweda wrthon ni beth ddigwyddodd
words-hint = Ysgrifenna ychydig neu lawer. Does dim ots am y sillafu. Gelli di adael hwn yn wag.
    .pictures = Ysgrifenna ychydig. Neu gad hwn yn wag.
words-no-proof = Does dim angen prawf arnat ti.
    .short = Mae'n iawn os nad wyt ti'n siŵr.
    .pictures = Mae'n iawn bod yn ansicr.
words-no-pictures = Paid ag anfon na chadw lluniau noeth, hyd yn oed i'w dangos i ni.
    .pictures = Dweda mewn geiriau, nid mewn lluniau.
    .short = Paid ag anfon na chadw'r llun. Dweda wrthon ni mewn geiriau.
    .all = Paid â chadw lluniau noeth, tynnu sgrinlun ohonyn nhw na'u pasio ymlaen, hyd yn oed i'w dangos i ni. Mae eu cadw yn erbyn y gyfraith, a gallwn ni helpu hebddyn nhw.
words-starters = Gallet ti ddechrau gyda:
words-starter-happened = Digwyddodd…
words-starter-feel = Dw i'n teimlo…
words-starter-want = Dw i eisiau…
words-too-long = Mae { $count } o lythrennau yma. Gallwn ni gymryd { $max }. Gwna hwn yn fyrrach.

typed-hidden = Mae beth gafodd ei deipio wedi'i gadw.
typed-hidden-why = Mae wedi'i guddio, am fod y dudalen hon wedi'i hagor eto.
    .pictures = Cafodd y dudalen hon ei hagor eto.
    .short = Mae wedi'i guddio. Cafodd y dudalen hon ei hagor eto.
typed-show = Dangos fy ngeiriau

who-question = Pwy allai fod angen help?
who-hint = Gelli di ysgrifennu enw. Mae'n ein helpu ni i ddod o hyd iddyn nhw. Does dim angen i ti ysgrifennu dy enw di.
    .pictures = Gelli di ysgrifennu enw. Does dim angen dy enw di.

hidden-question = Oes rhywun na ddylai weld y nodyn hwn?
    .pictures = Pwy na ddylai weld hwn?
    .short = Pwy na ddylai weld y nodyn hwn?
hidden-question-staff = Ydy hyn am un o'r bobl hyn?
    .pictures = Ai un o'r rhain?
hidden-hint = Ticia unrhyw un na ddylai ei ddarllen. Fyddan nhw ddim yn gallu ei agor.
    .pictures = Ticia nhw. Fyddan nhw ddim yn gallu ei agor.
    .short = Ticia unrhyw un na ddylai ei ddarllen. Fyddan nhw ddim yn gallu ei agor.
hidden-hint-staff = Ticia unrhyw un mae hyn amdano. Fyddan nhw ddim yn gallu ei agor.
    .pictures = Ticia nhw. Fyddan nhw ddim yn gallu ei agor.
    .short = Ticia unrhyw un mae hyn amdano. Fyddan nhw ddim yn gallu ei agor.

name-question = Wyt ti eisiau i rywun ddod i chwilio amdanat ti?
    .pictures = Ddylai rhywun ddod atat ti?
    .short = Ddylai rhywun ddod i chwilio amdanat ti?
name-hint = Does dim rhaid i ti. Os wyt ti eisiau hynny, ysgrifenna dy enw a dy ddosbarth. Os nad wyt ti, gad hwn yn wag.
    .pictures = Eisiau hynny? Ysgrifenna dy enw. Ddim eisiau? Gad hwn yn wag.
    .short = Eisiau hynny? Ysgrifenna dy enw a dy ddosbarth. Ddim eisiau? Gad hwn yn wag.
name-not-anonymous = Gyda dy enw, dydy'r nodyn hwn ddim yn ddienw. Bydd yr oedolion sy'n ei ddarllen yn gwybod pwy wyt ti.
    .pictures = Wedyn byddan nhw'n gwybod pwy wyt ti.
    .short = Wedyn bydd yr oedolion sy'n ei ddarllen yn gwybod pwy wyt ti.
