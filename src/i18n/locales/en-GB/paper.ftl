# What is on paper only. All else on posters and slips is said on the form too.
paper-open = Open this on a phone or computer:
    .pictures = Open it on a phone:
paper-code = Square code that opens { $address }
paper-give = Fold this slip. Give it to any adult at school.
    .pictures = Fold it. Give it to an adult.
paper-not-sealed = Whoever finds this paper can read it.
    .pictures = Others may read this paper.
