# Urdu. Awaits a native speaker's review.
kiosk-code = آٹھ الفاظ لکھیں
kiosk-code-hint = یہ آپ کے اسکول کے عملے کے پاس ہیں۔ ہر لفظ کے پہلے چار حروف کافی ہیں۔
kiosk-enrol = اس کمپیوٹر کو کیوسک بنائیں
kiosk-other-count = کوڈ میں آٹھ الفاظ ہوتے ہیں۔ یہاں اتنے ہیں: { $count }۔
kiosk-no-such = ان الفاظ کا کوئی کیوسک نہیں۔ ہجے دیکھیں۔
kiosk-used = یہ الفاظ استعمال ہو چکے ہیں۔ عملے سے نئے الفاظ مانگیں۔
kiosk-expired = یہ الفاظ بہت پرانے ہیں۔ عملے سے نئے الفاظ مانگیں۔
kiosk-is = یہ { $name } ہے
kiosk-is-text = صفحوں کی شکل عملے نے چنی ہے۔ کوئی پرچی اس کمپیوٹر کا نام نہیں بتاتی۔
kiosk-forget = اسے کیوسک نہ رہنے دیں
kiosk-forget-text = صرف نئے الفاظ اسے دوبارہ کیوسک بنائیں گے۔

# Where pupils come to a kiosk, which is something else too.
home-title = السلام علیکم
home-quiz = اس ہفتے کا سوال
home-best = دیکھیں بہتر کیا ہے
home-kind = ایک اچھا کام
home-clears = چھوڑ دیں تو صفحہ خود صاف ہو جاتا ہے۔
home-paused = ابھی یہاں سے پرچی نہیں بھیجی جا سکتی۔ کسی بڑے کو بتائیں۔ یا کوئی اور کمپیوٹر یا فون استعمال کریں۔
home-offline = رابطہ نہیں ہے۔ دوبارہ کوشش کریں، یا کسی بڑے کو بتائیں۔
quiz-photo = کوئی اجنبی آپ کی تصویر مانگتا ہے۔ اب کیا؟
quiz-photo-one = اچھا بننے کے لیے بھیج دیں۔
quiz-photo-two = کچھ نہ بھیجیں۔ کسی بڑے کو بتائیں۔
quiz-photo-best = کچھ نہ بھیجیں۔ کسی بھروسے والے بڑے کو بتائیں۔ آپ کا قصور نہیں۔
quiz-password = دوست آپ کا پاس ورڈ مانگتا ہے۔ اب کیا؟
quiz-password-one = اپنے پاس رکھیں۔
quiz-password-two = دوست کو بتا دیں۔
quiz-password-best = اپنے پاس رکھیں۔ اچھے دوست سمجھتے ہیں۔
quiz-chat = کوئی چیٹ میں برا بولتا ہے۔ اب کیا؟
quiz-chat-one = ویسا ہی جواب دیں۔
quiz-chat-two = جواب نہ دیں۔ کسی بڑے کو بتائیں۔
quiz-chat-best = جواب نہ دیں۔ کسی بھروسے والے بڑے کو بتائیں۔ آپ اسے بلاک کر سکتے ہیں۔
quiz-scary = آن لائن کچھ ڈراؤنا نظر آتا ہے۔ اب کیا؟
quiz-scary-one = رک جائیں اور کسی بڑے کو بتائیں۔
quiz-scary-two = دیکھتے رہیں اور دوسروں کو بھیجیں۔
quiz-scary-best = رک جائیں اور کسی بڑے کو بتائیں۔ آپ نے کچھ غلط نہیں کیا۔
kind-well = کسی کو بتائیں وہ کیا اچھا کرتا ہے۔
kind-sit = کسی کو اپنے ساتھ بیٹھنے کو کہیں۔
kind-thanks = آج کسی کا شکریہ ادا کریں۔
kind-hello = کسی نئے بچے کو سلام کریں۔

# Over a page that nobody has touched for a minute.
idle-heading = کیا آپ ابھی یہاں ہیں؟
idle-text = یہ صفحہ دو منٹ میں صاف ہو گا۔
idle-stay = جاری رکھیں
idle-clear = صاف کریں
cleared-text = رابطہ نہیں ہے۔ صفحہ خود واپس آئے گا۔
