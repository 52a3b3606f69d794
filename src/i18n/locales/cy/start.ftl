# Welsh. Awaits a native speaker's review.
start-title = Dw i Angen Siarad
start-heading = Dweda wrthon ni am bryder
start-lead = Gall fod amdanat ti neu am rywun arall. Gall fod ar-lein, yn yr ysgol neu gartref.
    .pictures = Amdanat ti, neu am rywun arall.
    .short = Gall fod amdanat ti, neu am rywun arall.
    .all = Gall fod amdanat ti neu am rywun arall, ac am unrhyw beth ar-lein, yn yr ysgol neu gartref.
start-what-happens = Beth sy'n digwydd
start-step-questions = { $count ->
        [zero] Rydyn ni'n gofyn hyd at { $count } cwestiwn byr.
        [one] Rydyn ni'n gofyn hyd at { $count } cwestiwn byr.
        [two] Rydyn ni'n gofyn hyd at { $count } gwestiwn byr.
        [few] Rydyn ni'n gofyn hyd at { $count } chwestiwn byr.
        [many] Rydyn ni'n gofyn hyd at { $count } chwestiwn byr.
       *[other] Rydyn ni'n gofyn hyd at { $count } cwestiwn byr.
    } Gelli di hepgor pob un ond y cyntaf.
    .short = { $count ->
        [zero] Rydyn ni'n gofyn { $count } cwestiwn neu lai.
        [one] Rydyn ni'n gofyn { $count } cwestiwn neu lai.
        [two] Rydyn ni'n gofyn { $count } gwestiwn neu lai.
        [few] Rydyn ni'n gofyn { $count } chwestiwn neu lai.
        [many] Rydyn ni'n gofyn { $count } chwestiwn neu lai.
       *[other] Rydyn ni'n gofyn { $count } cwestiwn neu lai.
    } Gelli di hepgor y rhan fwyaf.
start-step-words = Gelli di ysgrifennu beth ddigwyddodd, neu adael hynny'n wag.
    .pictures = Gelli di ysgrifennu. Neu ei adael yn wag.
start-step-check = Rwyt ti'n gwirio dy nodyn. Does dim yn cael ei anfon nes i ti wasgu Anfon.
    .pictures = Does dim yn mynd cyn gwasgu Anfon.
start-step-read = Mae rhywun yn yr ysgol yn ei ddarllen ac yn penderfynu sut i helpu.
    .pictures = Oedolyn yn yr ysgol sy'n darllen hwn.
    .short = Mae oedolyn yn ei ddarllen. Maen nhw'n meddwl sut i helpu.
start-stop-any-time = Gelli di stopio unrhyw bryd. Gwasga Gadael ac mae wedi mynd oddi yma.
    .pictures = Gelli di stopio. Gwasga Gadael.
    .short = Gelli di stopio unrhyw bryd. Gwasga Gadael.
start-begin = Dechrau
start-readers-safe = Eu gwaith nhw yw cadw plant yn ddiogel.
    .pictures = Maen nhw'n cadw plant yn ddiogel.
start-readers-others = Dydy disgyblion eraill ac athrawon eraill ddim yn gallu ei ddarllen.
    .pictures = Ni all plant eraill ei ddarllen.
    .short = Dydy plant eraill ac athrawon eraill ddim yn gallu ei ddarllen.
    .all = Dydy disgyblion eraill ac athrawon eraill ddim yn gallu ei ddarllen. Gelli di adael unrhyw rai o'r oedolion hyn allan, mewn cwestiwn nes ymlaen.
start-readers-about-staff = Mae rhai nodiadau hefyd yn mynd at y pennaeth. Mae nodiadau am oedolyn yn yr ysgol yn mynd at y pennaeth neu gadeirydd { $nation ->
    [scotland] y bwrdd
    [northern-ireland] y bwrdd
   *[england] y llywodraethwyr
 }.
    .pictures = Weithiau mae'r pennaeth yn ei ddarllen.
    .short = Mae'r pennaeth yn darllen rhai nodiadau. Mae hynny'n wir am nodiadau am oedolion yn yr ysgol.
start-when = Maen nhw'n darllen ar ddiwrnodau ysgol. Yn y nos, ar benwythnosau ac yn y gwyliau, efallai na fydd neb yn darllen.
    .pictures = Maen nhw'n darllen ar ddiwrnodau ysgol.
    .short = Maen nhw'n darllen ar ddiwrnodau ysgol. Efallai ddim yn y nos nac yn y gwyliau.
start-honest = Beth na allwn ni ei addo
    .pictures = Pethau gwir
    .short = Beth sy'n wir
start-honest-secret = Does dim rhaid i ti ddweud pwy wyt ti. Ond allwn ni ddim ei gadw'n gyfrinach os gallai rhywun gael niwed.
    .pictures = Does dim rhaid dweud dy enw. Efallai byddwn ni'n dweud wrth helpwyr.
    .short = Does dim rhaid i ti ddweud dy enw. Os nad yw rhywun yn ddiogel, gall yr oedolyn ddweud wrth eraill. Maen nhw'n dweud wrth bobl sy'n gallu helpu yn unig.
    .all = Does dim rhaid i ti ddweud pwy wyt ti, a does dim byd arall yma yn dweud hynny wrthon ni. Allwn ni ddim cadw'r hyn rwyt ti'n ei ddweud yn gyfrinach os yw rhywun mewn perygl. Rydyn ni'n ei rannu â phobl sydd angen gwybod yn unig.
start-honest-guess = Gallai pobl ddyfalu o'r ffordd rwyt ti'n ysgrifennu, neu dy weld di'n teipio. Dewisa amser tawel.
    .pictures = Gallai rhywun weld dy sgrin.
    .short = Gallai pobl ddyfalu pwy wyt ti. Gelli di adael dy enw allan. Dewisa amser tawel.
start-honest-computer = Gall cyfrifiaduron yr ysgol gofnodi beth sy'n cael ei deipio. Gelli di ddefnyddio dy ffôn dy hun.
    .pictures = Gall cyfrifiaduron yr ysgol wylio.
    .short = Gall cyfrifiaduron yr ysgol weld beth rwyt ti'n ei deipio.
    .all = Ar gyfrif neu ddyfais ysgol, gall meddalwedd arall yr ysgol recordio'r sgrin neu beth sy'n cael ei deipio. Defnyddia dy ddyfais dy hun os yw hynny'n dy boeni.
