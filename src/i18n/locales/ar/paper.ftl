# Arabic. Awaits a native speaker's review.
paper-open = افتح هذا على هاتف أو حاسوب:
paper-code = رمز مربع يفتح { $address }
paper-give = اطوِ هذه الورقة. أعطها لأي شخص بالغ في المدرسة.
paper-not-sealed = من يجد هذه الورقة يمكنه قراءتها.
