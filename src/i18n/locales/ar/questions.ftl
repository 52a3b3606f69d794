# Arabic. Awaits a native speaker's review.
danger-question = هل هناك شخص في خطر الآن حالًا؟
    .short = هل هناك شخص في خطر الآن؟
danger-yes = نعم
danger-no = لا
do-now-title = ماذا تفعل الآن
do-now-heading = أخبر الآن شخصًا بالغًا قريبًا منك
do-now-call = أو اتصل بالرقم 999. قل أين أنت وماذا يحدث.
    .short = أو اتصل بالرقم 999. قل أين أنت وماذا يحدث.
do-now-cannot-talk = إذا كنت لا تستطيع الكلام: اتصل بالرقم 999 من هاتف محمول، ثم اضغط 55.
    .short = إذا كنت لا تستطيع الكلام: اتصل بالرقم 999، ثم اضغط 55.
do-now-slip-too = ما زال يمكنك إرسال هذه الرسالة. عندما ترسلها، نبلغ الكبار الذين يقرؤونها. قد لا يرونها فورًا.
    .short = ما زال يمكنك إرسال هذه الرسالة. نبلغ الكبار الذين يقرؤونها. قد لا يرونها فورًا.
do-now-go-on = متابعة الرسالة

about-question = عمّن هذا؟
about-me = عني
about-someone-else = عن شخص آخر
about-group = عن مجموعة من الناس
    .short = عن عدة أطفال أو أشخاص

kind-question = ما نوع ما يقلقك؟
    .short = ما الذي يقلقك؟
kind-within-question = أيها الأقرب؟
    .short = أيها يشبهه أكثر؟

place-question = أين حدث ذلك؟
place-online = على الإنترنت أو على الهاتف
place-class = في الصف
place-outside = في ساحة المدرسة
place-toilets = في الحمامات أو غرف تبديل الملابس
place-corridor = في الممرات أو على الدرج
place-lunch = في قاعة الطعام
place-travel = في الطريق إلى المدرسة أو منها
place-home = في البيت
place-elsewhere = في مكان آخر

still-question = هل ما زال يحدث؟
still-yes = نعم، ما زال يحدث
still-no = لا، لقد توقف

words-question = أخبرنا بما حدث
words-hint = اكتب قليلًا أو كثيرًا. الأخطاء الإملائية لا تهم. يمكنك ترك هذا فارغًا.
words-no-proof = لا تحتاج إلى دليل.
    .short = لا بأس إذا لم تعرف بالتأكيد.
words-no-pictures = لا ترسل صور العري ولا تحفظها، حتى لكي ترينا إياها.
    .short = لا ترسل الصورة ولا تحفظها. أخبرنا بالكلمات.
words-starters = يمكنك أن تبدأ هكذا:
words-starter-started = بدأ ذلك عندما…
words-starter-feel = أشعر…
words-starter-want = أريد…
words-too-long = { $count ->
        [zero] لا حروف هنا.
        [one] هنا حرف واحد.
        [two] هنا حرفان.
        [few] هنا { $count } حروف.
        [many] هنا { $count } حرفًا.
       *[other] هنا { $count } حرف.
    } نستطيع أن نأخذ { $max }. يرجى جعله أقصر.

typed-hidden = ما قيل هنا محفوظ.
typed-hidden-why = وهو مخفي لأن هذه الصفحة فُتحت من جديد.
    .short = وهو مخفي. فُتحت هذه الصفحة من جديد.
typed-show = إظهار رسالتي
begun-not-yours = أليس هذا لك؟ يمكنك بدء رسالة جديدة. عندها يزول ما قيل.
begun-anew = بدء رسالة جديدة

who-question = من قد يحتاج إلى المساعدة؟
who-hint = يمكنك كتابة اسم. هذا يساعدنا على إيجاد هذا الشخص. ليس عليك أن تكتب اسمك.

hidden-question = هل هناك من لا ينبغي أن يرى هذه الرسالة؟
    .short = من لا ينبغي أن يرى هذه الرسالة؟
hidden-question-staff = هل هي عن أحد هؤلاء الأشخاص؟
hidden-hint = ضع علامة على كل من لا ينبغي أن يقرأها. لن يستطيعوا فتحها.
    .short = ضع علامة على كل من لا ينبغي أن يقرأها. لن يستطيعوا فتحها.
hidden-hint-staff = ضع علامة على كل من تتحدث عنه. لن يستطيعوا فتحها.
    .short = ضع علامة على كل من تتحدث عنه. لن يستطيعوا فتحها.

name-question = هل تريد أن يأتي أحد إليك؟
    .short = هل يأتي أحد إليك؟
name-hint = هذا ليس ضروريًا. إذا كنت تريد ذلك، فاكتب اسمك وصفك. وإلا فاتركه فارغًا.
    .short = نعم؟ اكتب اسمك وصفك. لا؟ اتركه فارغًا.
name-not-anonymous = مع اسمك، هذه الرسالة ليست مجهولة. الكبار الذين يقرؤونها يعرفون من أنت.
    .short = عندها يعرف الكبار الذين يقرؤونها من أنت.
tell-so-far = حتى الآن:
tell-who-question = من فعل ذلك؟
tell-what-question = ماذا فعلوا؟
tell-when-question = متى حدث ذلك؟
done-by-class = فعل ذلك شخص من صفي.
done-by-friend = فعل ذلك أحد أصدقائي.
done-by-pupil = فعل ذلك أحد التلاميذ الآخرين.
    .short = فعل ذلك طفل آخر.
done-by-group = فعلت ذلك مجموعة من الناس.
done-by-adult = فعل ذلك شخص بالغ في المدرسة.
done-by-home = فعل ذلك شخص في البيت.
done-by-stranger = فعل ذلك شخص لا أعرفه.
done-by-not-sure = لا أعرف من فعل ذلك.
done-hurt = ضربوني أو ركلوني أو دفعوني.
done-hurt-other = ضربوا شخصًا أو ركلوه أو دفعوه.
done-unkind = قالوا أشياء جارحة.
done-left-out = لم يشركوني معهم.
done-left-out-other = لم يشركوا شخصًا معهم.
done-took = أخذوا شيئًا أو كسروه.
done-picture = التقطوا صورة أو نشروها.
done-secret = طلبوا إبقاء الأمر سرًا.
done-would-not-stop = رفضوا أن يتوقفوا.
done-threatened = قالوا إنهم سيؤذونني.
done-threatened-other = قالوا إنهم سيؤذون شخصًا.
done-made-do-it = أجبروني على فعل شيء.
done-made-do-it-other = أجبروا شخصًا على فعل شيء.
done-followed = لاحقوني.
done-followed-other = لاحقوا شخصًا.
done-asked-money = طلبوا مالًا.
done-not-sure = لا أعرف بالتأكيد ماذا حدث.
it-was-online = كان ذلك على الإنترنت أو على الهاتف.
it-was-in-class = كان ذلك في الصف.
it-was-outside = كان ذلك في ساحة المدرسة.
it-was-in-toilets = كان ذلك في الحمامات أو غرف تبديل الملابس.
it-was-in-corridor = كان ذلك في الممر أو على الدرج.
it-was-at-lunch = كان ذلك في قاعة الطعام.
it-was-on-the-way = كان ذلك في الطريق إلى المدرسة أو منها.
it-was-at-home = كان ذلك في البيت.
it-was-elsewhere = كان ذلك في مكان آخر.
it-was-unsure = لا أعرف بالتأكيد أين كان ذلك.
happened-today = حدث ذلك اليوم.
happened-yesterday = حدث ذلك أمس.
happened-this-week = حدث ذلك هذا الأسبوع.
happened-long-ago = حدث ذلك منذ زمن طويل.
happened-once = حدث ذلك مرة واحدة.
happened-often = يحدث ذلك كثيرًا.
happened-at-night = حدث ذلك في الليل.
happened-not-sure = لا أعرف بالتأكيد متى كان ذلك.
