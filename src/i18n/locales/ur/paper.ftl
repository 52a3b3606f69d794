# Urdu. Awaits a native speaker's review.
paper-open = اسے فون یا کمپیوٹر پر کھولیں:
paper-code = چوکور کوڈ جو { $address } کھولتا ہے
paper-give = اس پرچی کو تہہ کریں۔ اسکول میں کسی بھی بڑے کو دیں۔
paper-not-sealed = جسے یہ کاغذ ملے وہ اسے پڑھ سکتا ہے۔
