"""The commonest words of each language that hardly occur in the others. Data only, lower case."""

from __future__ import annotations

FUNCTION_WORDS = {
    "en": "the and of to you your for we our that with this have not are will be from at by as which would has been "
    "is was an or but if all other their who were thank unfortunately regarding about could should",
    "de": "und der die das den dem des ein eine einen einer nicht mit für auf ist sie wir ihre ihr ihnen ich uns sich "
    "leider haben auch werden wurde sind zu von im bei nach aus dass als oder unsere unser ihrer einem",
    "fr": "le les et des une pour vous nous votre notre est que qui dans sur avec pas ne sont cette ce au aux par plus "
    "mais avons avez été malheureusement du votre vos nos ces je suis leur ou",
    "es": "el los las y una para usted nosotros su que por con del se lo ha hemos no es muy pero como esta este "
    "nuestro nuestra sus han más sin sobre está gracias lamentablemente le te nos tu al",
    "it": "il gli di una per che con della del nostro nostra sua suo abbiamo non è sono alla dei delle nel anche "
    "questo questa purtroppo siamo lei suoi ma più come dal nella grazie ci le ti tua",
    "nl": "het een van voor niet met wij uw je zijn deze dit maar ook naar door aan heeft hebben wordt werd "
    "helaas onze jouw bij om te op dat er als hebt is ik jij graag ons geen wel",
    "pt": "o os um uma para você não com por que do da dos das no na nos nas sua seu nossa nosso foi mas mais como "
    "este esta infelizmente ao à são está temos pelo pela em obrigado é seus lhe",
    "pl": "w na z nie do że się jest dla oraz pan pana pani państwa przez po za ale jak od czy są być naszej "
    "niestety nam tym będzie został ten ta to o twoja twoją dziękujemy aby przy",
    "sv": "och att det är som för inte av på vi du din ditt ett har med till den om jag har från eller kan vår vårt "
    "dig tyvärr men så också efter när hade varit blev era",
    "da": "og at det af ikke har til er på du din dit et med for vi den jeg fra blev været hvad dig os vores "
    "desværre men også efter når mange tak jer jeres bliver kun over har en som",
    "nb": "og å det av ikke har til er på du din ditt et med for vi den jeg fra ble vært hva deg oss vår vårt "
    "dessverre men også etter når mange takk dere deres blir bare en som kommer",
    "fi": "ja on ei että se oli olemme emme meidän sinun sinä te teidän mutta myös kun kuin joka tai ovat olet tämä "
    "valitettavasti kiitos tässä niin nyt hän jos kanssa olisi joten vielä sekä",
    "cs": "v na se že je pro s z do jsme vám vás vaše váš nebo ale jako který která které po od k o by jsem "
    "bohužel není už také tak při jste naše jeho bude máme byl",
    "tr": "ve bir bu için ile olarak da de çok ne sizin size bizim daha gibi olan ancak veya maalesef kadar değil "
    "ama sonra her siz biz sana senin bizi tarafından en olduğu üzere",
    "et": "ja on ei et see oli oleme me meie teie sinu sina kuid aga ka kui mis kes või ning ole kahjuks aitäh "
    "täname seekord siis nüüd veel ta selle kellega",
}
"""Words that two close languages share stand in both; what they do not share decides, or else the library."""
