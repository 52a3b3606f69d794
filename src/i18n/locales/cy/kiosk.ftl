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
