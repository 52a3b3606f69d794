# Arabic. Awaits a native speaker's review.
post-oso = المسؤول عن السلامة على الإنترنت
    .short = شخص يحافظ على سلامة الأطفال على الإنترنت
post-dsl = { $nation ->
    [wales] الشخص المكلف بحماية الأطفال
    [scotland] منسق حماية الأطفال
    [northern-ireland] المعلم المكلف بحماية الأطفال
   *[england] المسؤول الأول عن حماية الأطفال
 }
    .short = شخص يحافظ على سلامة الأطفال
post-deputy = { $nation ->
    [wales] نائب الشخص المكلف بحماية الأطفال
    [scotland] نائب منسق حماية الأطفال
    [northern-ireland] نائب المعلم المكلف بحماية الأطفال
   *[england] نائب المسؤول الأول عن حماية الأطفال
 }
    .short = شخص يحافظ على سلامة الأطفال
post-head = مدير المدرسة
post-chair = رئيس مجلس المدرسة
    .short = شخص يتابع عمل المدرسة
