# Arabic. Awaits a native speaker's review.
sent-title = شكرًا لك
sent-heading = شكرًا لك. تم إرسال رسالتك.
sent-right-thing = لقد فعلت الصواب. مهما حدث، فاللوم ليس عليك.
    .short = لقد فعلت الصواب. إذا حدث شيء سيئ، فهو ليس خطأك.
sent-next = ماذا يحدث بعد ذلك
sent-step-read = سيقرؤها هؤلاء الكبار: { $readers }.
sent-step-when = تُقرأ الرسائل في أيام الدراسة.
sent-step-when-urgent = نبلغهم الآن. قد لا يرونها فورًا.
sent-step-safe = يتأكدون من سلامة الجميع. قد يتحدثون مع بعض الناس.
    .short = يتأكدون من سلامة الجميع. قد يتحدثون مع بعض الناس. لن يعرفوا أنها منك.
sent-step-unseen = قد لا ترى ما يفعلونه. هذا لا يعني أن شيئًا لم يحدث.
    .short = قد لا ترى ما يفعلونه.
sent-waiting = إذا كان الأمر لا يحتمل الانتظار
sent-others = آخرون يمكنهم المساعدة
sent-finish = إنهاء
away-title = ساعة
