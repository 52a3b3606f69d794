# Welsh. Awaits a native speaker's review.
post-oso = swyddog diogelwch ar-lein
    .short = rhywun sy'n cadw plant yn ddiogel ar-lein
post-dsl = { $nation ->
    [wales] person diogelu dynodedig (DSP)
    [scotland] cydlynydd amddiffyn plant
    [northern-ireland] athro dynodedig amddiffyn plant
   *[england] arweinydd diogelu dynodedig
 }
    .short = rhywun sy'n cadw plant yn ddiogel
post-deputy = { $nation ->
    [wales] dirprwy berson diogelu dynodedig
    [scotland] dirprwy gydlynydd amddiffyn plant
    [northern-ireland] dirprwy athro dynodedig amddiffyn plant
   *[england] dirprwy arweinydd diogelu
 }
    .short = rhywun sy'n cadw plant yn ddiogel
post-head = pennaeth
post-chair = { $nation ->
    [scotland] cadeirydd y bwrdd
    [northern-ireland] cadeirydd y bwrdd llywodraethwyr
   *[england] cadeirydd y llywodraethwyr
 }
    .short = rhywun sy'n cadw llygad ar yr ysgol
