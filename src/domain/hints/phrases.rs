//! Beginnings by which somebody tells who they are, by language. All are looked for whatever the
//! language of the pages: pupils write in the one they like.

/// Stands in a phrase for a class, such as 7B or Y10.
pub(super) const CLASS: &str = "#";
/// Stands in a phrase for a class, or its number alone.
pub(super) const CLASS_OR_NUMBER: &str = "@";

// Mothers and fathers are left out. Everybody has them, and whoever writes about them at home is not to
// be made afraid to.
const ENGLISH: &str = "\
my name is, my names, my full name, my first name, my last name, my surname, i am called, im called,
my brother, my sister, my brothers, my sisters, my big brother, my big sister, my little brother,
my little sister, my older brother, my older sister, my younger brother, my younger sister,
my baby brother, my baby sister, my step brother, my step sister, my stepbrother, my stepsister,
my half brother, my half sister, my twin, my cousin,
i sit next to, i sit by, i sit beside, i sit behind, i sit near, i sit with, i sit in front,
i sat next to, i sat behind, i am in @, im in @, i am in year @, im in year @, i am in class @,
im in class @, i am in form @, im in form @, i am in reception, im in reception, my class is,
my form is, my tutor, my form tutor, my class teacher, my teacher is, i live at, i live on,
i live near, i live next, my address, my phone number, my number is, my mobile number, my email,
my birthday, my username, my user name, my insta, my instagram, my snap, my snapchat, my tiktok,
my gamertag, i am the only, im the only, i am the captain, im the captain, i am a prefect,
im a prefect, i am head girl, im head girl, i am head boy, im head boy, i play for, call me on,
text me on, ring me on";
const WELSH: &str = "\
fy enw i, fy enw yw, fy enw llawn, fy mrawd, fy chwaer, fy nghefnder, fy nghyfnither, fy efaill,
dw i'n eistedd, rydw i'n eistedd, dw i ym mlwyddyn, rydw i ym mlwyddyn, dw i yn #, fy athrawes yw,
fy athro yw, dw i'n byw, rydw i'n byw, fy nghyfeiriad, fy rhif ffôn, fy mhen-blwydd, fy e-bost";
const POLISH: &str = "\
mam na imię, nazywam się, moje imię, moje nazwisko, mój brat, mojego brata, moja siostra,
moją siostrą, mojej siostry, mój kuzyn, moja kuzynka, siedzę obok, siedzę koło, siedzę za,
jestem w klasie @, jestem w @, chodzę do klasy, moja klasa, mój wychowawca, moja wychowawczyni,
mieszkam przy, mieszkam na, mój adres, mój numer, mój telefon, moje urodziny, mój mail";
const ROMANIAN: &str = "\
mă numesc, mă cheamă, numele meu, fratele meu, sora mea, vărul meu, verișoara mea, stau lângă,
stau în spatele, sunt în clasa, sunt în @, clasa mea, diriginta mea, dirigintele meu, locuiesc pe,
locuiesc la, adresa mea, numărul meu, telefonul meu, ziua mea, emailul meu";
const UKRAINIAN: &str = "\
мене звати, моє ім'я, моє прізвище, мій брат, мого брата, моя сестра, моєї сестри, мою сестру,
мій кузен, моя кузина, я сиджу, я в @, я навчаюся в, я вчуся в, мій клас, мій класний керівник,
я живу на, я живу біля, моя адреса, мій номер, мій телефон, мій день народження";
const ARABIC: &str = "\
اسمي, انا اسمي, أخي, أختي, ابن عمي, بنت عمي, أجلس بجانب, أجلس بجوار, أجلس خلف, أنا في الصف,
صفي هو, معلمتي هي, معلمي هو, أسكن في, عنواني, رقمي, رقم هاتفي, عيد ميلادي";
const URDU: &str = "\
میرا نام, میرا بھائی, میرے بھائی, میری بہن, میرا کزن, میری کزن, میں ساتھ بیٹھتا, میں ساتھ بیٹھتی,
میں جماعت, میں کلاس, میری کلاس, میری ٹیچر, میرے ٹیچر, میرا پتہ, میرا نمبر, میرا فون نمبر, میری سالگرہ";

/// Every phrase of every language.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    let languages = [ENGLISH, WELSH, POLISH, ROMANIAN, UKRAINIAN, ARABIC, URDU];
    languages.into_iter().flat_map(|phrases| phrases.split(',')).map(str::trim)
}
