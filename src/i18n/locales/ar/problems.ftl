# Arabic. Awaits a native speaker's review.
problem-kept = كلماتك ما زالت هنا.
problem-kept-text = لم يضع شيء.
problem-send-again = إرسال مرة أخرى
problem-try-again = محاولة مرة أخرى
problem-go-on = متابعة
problem-tell-adult = إذا تكرر الخطأ، فأخبر شخصًا بالغًا قريبًا منك أو اتصل بـ Childline.
    .short = ما زال لا يعمل؟ أخبر شخصًا بالغًا أو اتصل بـ Childline.
problem-words = كلماتك
problem-who = من قد يحتاج إلى المساعدة
problem-name = اسمك، إذا كنت تريد أن يأتي أحد إليك

problem-not-understood-title = حاول مرة أخرى
problem-not-understood = حدث خطأ في الطريق
problem-not-found-title = الصفحة غير موجودة
problem-not-found = هذه الصفحة ليست هنا
problem-not-found-text = قد يكون العنوان قديمًا. يمكنك بدء رسالة من الصفحة الأولى.
    .short = يمكنك أن تبدأ من الصفحة الأولى.
problem-too-slow-title = بطيء جدًا
problem-too-slow = استغرق ذلك وقتًا طويلًا
problem-cleared-title = تم المسح
problem-cleared = تم مسح هذه الرسالة
problem-cleared-text = نمسح الرسالة بعد الخروج، أو إذا لم يلمسها أحد نصف ساعة.
    .short = نمسح الرسالة بعد الخروج. ونمسحها أيضًا بعد نصف ساعة.
problem-too-much-title = نص طويل جدًا
problem-too-much = كان النص طويلًا جدًا
problem-too-much-text = يرجى جعله أقصر ثم إرساله مرة أخرى.
problem-busy-title = انتظر لحظة
problem-busy = لدينا ضغط كبير الآن
problem-busy-text = لم نستطع أخذها الآن. انتظر لحظة، ثم حاول مرة أخرى.
problem-broken-title = حدث خطأ
problem-broken = حدث خطأ هنا
problem-broken-text = إنه خطؤنا وليس خطأك.

trouble-cut-short = كان النص طويلًا جدًا. انظر إلى ما هنا، واجعله أقصر، واضغط على الزر مرة أخرى.
    .short = كان النص طويلًا جدًا. اجعله أقصر. اضغط على الزر مرة أخرى.
trouble-garbled = حدث خطأ في الطريق. كلماتك ما زالت هنا. اضغط على الزر مرة أخرى.
trouble-too-many = لدينا ضغط كبير الآن. كلماتك محفوظة في هذه الصفحة. انتظر لحظة، ثم اضغط على إرسال مرة أخرى.
trouble-busy = لم نستطع أخذها الآن. كلماتك ما زالت هنا. انتظر لحظة، ثم اضغط على إرسال مرة أخرى.
trouble-fault = حدث خطأ هنا. إنه خطؤنا وليس خطأك. كلماتك ما زالت هنا. اضغط على الزر مرة أخرى.
trouble-nobody-left = بدون هؤلاء الأشخاص، لا يستطيع أحد في المدرسة قراءة رسالتك. أزل علامة واحدة، أو اتصل برقم من هذه الصفحة.
    .short = الآن لا يستطيع أحد في المدرسة قراءة رسالتك. أزل علامة واحدة، أو اتصل برقم من هذه الصفحة.

nobody-title = غير مفتوح
nobody-heading = لا أحد يستطيع قراءة الرسائل الآن
nobody-text = يرجى ألا تنتظر. أخبر شخصًا بالغًا تثق به، أو اتصل بأحد هذه الأرقام.
    .short = لا تنتظر. أخبر شخصًا بالغًا، أو اتصل برقم من هنا.
