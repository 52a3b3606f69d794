# What the adults who read slips are at the school, within a sentence, as their nation calls it.
post-oso = online safety officer
    .short = someone who keeps children safe online
post-dsl = { $nation ->
    [wales] designated safeguarding person (DSP)
    [scotland] child protection coordinator
    [northern-ireland] designated teacher for child protection
   *[england] designated safeguarding lead
 }
    .short = someone who keeps children safe
post-deputy = { $nation ->
    [wales] deputy designated safeguarding person
    [scotland] deputy child protection coordinator
    [northern-ireland] deputy designated teacher for child protection
   *[england] deputy safeguarding lead
 }
    .short = someone who keeps children safe
post-head = { $nation ->
    [northern-ireland] principal
   *[england] headteacher
 }
post-chair = { $nation ->
    [scotland] chair of the board
    [northern-ireland] chair of the board of governors
   *[england] chair of governors
 }
    .short = someone who checks on the school
