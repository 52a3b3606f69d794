# Romanian. Awaits a native speaker's review.
kiosk-code = Scrie cele opt cuvinte
kiosk-code-hint = Le are personalul școlii tale. Ajung primele patru litere din fiecare.
kiosk-enrol = Fă din acest calculator un chioșc
kiosk-other-count = Un cod are opt cuvinte. Aici sunt: { $count }.
kiosk-no-such = Niciun chioșc nu are aceste cuvinte. Verifică cum ai scris.
kiosk-used = Aceste cuvinte au fost deja folosite. Cere personalului altele noi.
kiosk-expired = Aceste cuvinte sunt prea vechi. Cere personalului altele noi.
kiosk-is = Acesta este { $name }
kiosk-is-text = Personalul a ales cum arată paginile. Niciun bilețel nu spune care este calculatorul.
kiosk-forget = Să nu mai fie chioșc
kiosk-forget-text = Doar cuvinte noi pot schimba asta.
