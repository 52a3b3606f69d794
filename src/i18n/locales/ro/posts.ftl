# Romanian. Awaits a native speaker's review.
post-oso = responsabil cu siguranța pe internet
    .short = cineva care are grijă de copii pe internet
post-dsl = { $nation ->
    [wales] persoana desemnată pentru protecția copiilor (DSP)
    [scotland] coordonator pentru protecția copiilor
    [northern-ireland] profesor desemnat pentru protecția copiilor
   *[england] responsabil principal cu protecția copiilor
 }
    .short = cineva care are grijă de copii
post-deputy = { $nation ->
    [wales] persoana adjunctă desemnată pentru protecția copiilor
    [scotland] coordonator adjunct pentru protecția copiilor
    [northern-ireland] profesor adjunct desemnat pentru protecția copiilor
   *[england] responsabil adjunct cu protecția copiilor
 }
    .short = cineva care are grijă de copii
post-head = directorul școlii
post-chair = șeful consiliului școlii
    .short = cineva care verifică școala
