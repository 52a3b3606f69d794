# Ukrainian. Awaits a native speaker's review.
paper-open = Відкрий це на телефоні чи комп'ютері:
paper-code = Квадратний код, що відкриває { $address }
paper-give = Склади цю записку. Віддай її будь-кому з дорослих у школі.
paper-not-sealed = Хто знайде цей папір, зможе його прочитати.
