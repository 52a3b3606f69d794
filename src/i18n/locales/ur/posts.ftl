# Urdu. Awaits a native speaker's review.
post-oso = آن لائن حفاظت کے ذمہ دار
    .short = بچوں کو آن لائن محفوظ رکھنے والے
post-dsl = { $nation ->
    [wales] بچوں کے تحفظ کے لیے مقرر شخص
    [scotland] بچوں کے تحفظ کے کوآرڈینیٹر
    [northern-ireland] بچوں کے تحفظ کے لیے مقرر استاد
   *[england] بچوں کے تحفظ کے مرکزی ذمہ دار
 }
    .short = بچوں کو محفوظ رکھنے والے
post-deputy = { $nation ->
    [wales] بچوں کے تحفظ کے لیے مقرر شخص کے نائب
    [scotland] بچوں کے تحفظ کے نائب کوآرڈینیٹر
    [northern-ireland] بچوں کے تحفظ کے لیے مقرر استاد کے نائب
   *[england] بچوں کے تحفظ کے نائب ذمہ دار
 }
    .short = بچوں کو محفوظ رکھنے والے
post-head = { $nation ->
    [northern-ireland] پرنسپل
   *[england] ہیڈ ٹیچر
 }
post-chair = { $nation ->
    [scotland] بورڈ کے سربراہ
    [northern-ireland] بورڈ آف گورنرز کے سربراہ
   *[england] گورنرز کے سربراہ
 }
    .short = اسکول کی نگرانی کرنے والے
