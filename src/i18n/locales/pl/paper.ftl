# Polish. Awaits a native speaker's review.
paper-open = Otwórz to na telefonie lub komputerze:
paper-code = Kwadratowy kod, który otwiera { $address }
paper-give = Złóż tę kartkę. Daj ją komuś dorosłemu w szkole.
paper-not-sealed = Kto znajdzie tę kartkę, może ją przeczytać.
