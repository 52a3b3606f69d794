# Arabic. Awaits a native speaker's review.
kiosk-code = اكتب الكلمات الثماني
kiosk-code-hint = هي لدى العاملين في مدرستك. تكفي الحروف الأربعة الأولى من كل كلمة.
kiosk-enrol = اجعل هذا الحاسوب كشكًا
kiosk-other-count = الرمز من ثماني كلمات. العدد هنا: { $count }.
kiosk-no-such = لا يوجد كشك بهذه الكلمات. تحقق من الإملاء.
kiosk-used = استُخدمت هذه الكلمات من قبل. اطلب كلمات جديدة من العاملين.
kiosk-expired = هذه الكلمات قديمة جدًا. اطلب كلمات جديدة من العاملين.
kiosk-is = هذا هو { $name }
kiosk-is-text = اختار العاملون شكل الصفحات. لا تذكر أي رسالة هذا الحاسوب.
kiosk-forget = إلغاء جعله كشكًا
kiosk-forget-text = لا يعيده كشكًا إلا كلمات جديدة.

# Where pupils come to a kiosk, which is something else too.
home-title = مرحبًا
home-quiz = سؤال الأسبوع
home-best = ما هو الأفضل؟
home-kind = شيء لطيف تفعله
home-clears = إذا تُركت هذه الصفحة تُمسح وحدها.
home-paused = لا يمكن الإرسال من هنا الآن. أخبر شخصًا بالغًا. أو استخدم حاسوبًا آخر أو هاتفًا.
home-offline = لا يوجد اتصال. حاول مرة أخرى، أو أخبر شخصًا بالغًا.
quiz-photo = شخص غريب يريد صورتك. ماذا تفعل؟
quiz-photo-one = أرسل صورة لأكون لطيفًا.
quiz-photo-two = لا أرسل شيئًا. أخبر شخصًا بالغًا.
quiz-photo-best = لا ترسل شيئًا. أخبر شخصًا بالغًا تثق به. هذا ليس ذنبك.
quiz-password = صديق يريد كلمة سرك. ماذا تفعل؟
quiz-password-one = أحتفظ بها لنفسي.
quiz-password-two = أعطيها لصديق.
quiz-password-best = احتفظ بها لنفسك. الأصدقاء الجيدون يفهمون ذلك.
quiz-chat = شخص غير لطيف في محادثة. ماذا تفعل؟
quiz-chat-one = أرد عليه بالمثل.
quiz-chat-two = لا أرد. أخبر شخصًا بالغًا.
quiz-chat-best = لا ترد. أخبر شخصًا بالغًا تثق به. يمكنك أن تحظره.
quiz-scary = ترى شيئًا مخيفًا على الإنترنت. ماذا تفعل؟
quiz-scary-one = أتوقف وأخبر شخصًا بالغًا.
quiz-scary-two = أكمل المشاهدة وأرسله إلى غيري.
quiz-scary-best = توقف وأخبر شخصًا بالغًا. أنت لم تخطئ.
kind-well = أخبر شخصًا بما يجيده.
kind-sit = ادعُ شخصًا ليجلس معك.
kind-thanks = قل شكرًا لشخص اليوم.
kind-hello = سلّم على شخص جديد.

# Over a page that nobody has touched for a minute.
idle-heading = هل ما زلت هنا؟
idle-text = تُمسح هذه الصفحة بعد دقيقتين.
idle-stay = متابعة
idle-clear = مسح
cleared-text = لا يوجد اتصال. تعود الصفحة وحدها.
