# Welsh. Awaits a native speaker's review.
paper-open = Agor hwn ar ffôn neu gyfrifiadur:
    .pictures = Agor ar ffôn:
paper-code = Cod sgwâr sy'n agor { $address }
paper-give = Plyga'r nodyn hwn. Rho fe i unrhyw oedolyn yn yr ysgol.
    .pictures = Plyga fe. Rho fe i oedolyn.
paper-not-sealed = Gall eraill ddarllen y papur hwn.
    .pictures = Gall eraill ddarllen hwn.
