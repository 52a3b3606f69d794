# Welsh. Awaits a native speaker's review.
kiosk-code = Teipia'r wyth gair
kiosk-code-hint = Mae'r geiriau gan staff dy ysgol. Mae pedair llythyren yr un yn ddigon.
kiosk-enrol = Gwneud hwn yn giosg
kiosk-other-count = Mae wyth gair yn y cod. Yma mae { $count }.
kiosk-no-such = Does dim ciosg â'r geiriau hynny. Gwiria'r sillafu.
kiosk-used = Mae'r geiriau hyn wedi'u defnyddio. Gofynna i staff am rai newydd.
kiosk-expired = Mae'r geiriau hyn yn rhy hen. Gofynna i staff am rai newydd.
kiosk-is = { $name } yw hwn
kiosk-is-text = Staff sydd wedi dewis golwg y tudalennau. Nid yw unrhyw nodyn yn enwi'r cyfrifiadur.
kiosk-forget = Peidio â bod yn giosg
kiosk-forget-text = Dim ond geiriau newydd all ddadwneud hyn.

# Where pupils come to a kiosk, which is something else too.
home-title = Helô
home-quiz = Cwis yr wythnos
home-best = Gweld beth sydd orau
home-kind = Rhywbeth caredig i'w wneud
home-clears = O'i gadael, mae'r dudalen yn clirio.
home-paused = Dim nodiadau oddi yma nawr. Dweda wrth oedolyn. Neu defnyddia gyfrifiadur neu ffôn arall.
home-offline = Dim cysylltiad. Rho gynnig arall arni, neu dweda wrth oedolyn.
    .pictures = Dim cysylltiad. Rho gynnig arall. Neu dweda wrth oedolyn.
quiz-photo = Mae dieithryn eisiau dy lun. Beth nawr?
quiz-photo-one = Anfon un, i fod yn garedig.
quiz-photo-two = Anfon dim. Dweud wrth oedolyn.
quiz-photo-best = Paid ag anfon dim. Dweda wrth oedolyn. Nid dy fai di yw e.
quiz-password = Mae ffrind eisiau dy gyfrinair. Beth nawr?
quiz-password-one = Ei gadw i ti dy hun.
quiz-password-two = Ei rannu â ffrind.
quiz-password-best = Cadwa fe i ti dy hun. Mae ffrindiau da yn deall.
quiz-chat = Mae rhywun yn gas mewn sgwrs. Beth nawr?
quiz-chat-one = Bod yn gas yn ôl.
quiz-chat-two = Peidio ag ateb. Dweud wrth oedolyn.
quiz-chat-best = Paid ag ateb. Dweda wrth oedolyn. Gelli di eu rhwystro.
quiz-scary = Rwyt ti'n gweld rhywbeth brawychus ar-lein. Beth nawr?
quiz-scary-one = Stopio, a dweud wrth oedolyn.
quiz-scary-two = Dal i wylio, a'i anfon ymlaen.
quiz-scary-best = Stopia, a dweda wrth oedolyn. Wnest ti ddim byd o'i le.
kind-well = Canmola rywun am waith da.
kind-sit = Gofynna i rywun eistedd gyda ti.
kind-thanks = Dweda diolch wrth rywun heddiw.
kind-hello = Dweda helô wrth rywun newydd.

# Over a page that nobody has touched for a minute.
idle-heading = Wyt ti yma o hyd?
idle-text = Mae'r dudalen yn clirio mewn dwy funud.
idle-stay = Mynd ymlaen
idle-clear = Clirio
cleared-text = Dim cysylltiad. Mae'r dudalen yn dod nôl.
