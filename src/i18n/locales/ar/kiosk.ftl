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
