"""Acts told in set phrases: "TYPE actors>recipients status", a status left out is actual; see `event_cases`."""

PHRASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    # --- ACCUSE -----------------------------------------------------------------------------------------------------
    ("Egypt laid the blame on Ethiopia.", ("ACCUSE EGY>ETH",)),
    ("Warsaw pointed the finger at Russia.", ("ACCUSE POL>RUS",)),
    ("France held Iran responsible.", ("ACCUSE FRA>IRN",)),
    ("Germany took Turkey to task.", ("ACCUSE DEU>TUR",)),
    ("Iran took a swipe at Israel.", ("ACCUSE IRN>ISR",)),
    ("Serbia poured scorn on Kosovo.", ("ACCUSE SRB>XKX",)),
    ("India came down on Pakistan.", ("ACCUSE IND>PAK",)),
    ("Brazil handed a stiff note to Venezuela.", ("ACCUSE BRA>VEN",)),
    ("Japan called in the Russian ambassador.", ("ACCUSE JPN>RUS",)),
    ("Mexico hauled Argentina before the court.", ("ACCUSE MEX>ARG",)),
    ("India and Pakistan traded accusations.", ("ACCUSE IND+PAK>IND+PAK",)),
    ("Sudan lodged a complaint against Egypt.", ("ACCUSE SDN>EGY",)),
    # --- REJECT -----------------------------------------------------------------------------------------------------
    ("Iran turned a deaf ear to France.", ("REJECT IRN>FRA",)),
    ("Germany gave Poland short shrift.", ("REJECT DEU>POL",)),
    ("Turkey stood in the way of Germany.", ("REJECT TUR>DEU",)),
    ("Syria thumbed its nose at Turkey.", ("REJECT SYR>TUR",)),
    ("Turkey stood in Germany's way.", ("REJECT TUR>DEU",)),
    # --- SANCTION ---------------------------------------------------------------------------------------------------
    ("Japan hit Russia with sanctions.", ("SANCTION JPN>RUS",)),
    ("Washington clamped an embargo on Iran.", ("SANCTION USA>IRN",)),
    ("Poland ordered three Russian diplomats to leave.", ("SANCTION POL>RUS",)),
    ("Qatar showed Syria the door.", ("SANCTION QAT>SYR",)),
    ("Sudan called home its ambassador from Egypt.", ("SANCTION SDN>EGY",)),
    ("Serbia sent home two German diplomats.", ("SANCTION SRB>DEU",)),
    # --- COERCE -----------------------------------------------------------------------------------------------------
    ("Iran took two British sailors captive.", ("COERCE IRN>GBR",)),
    ("Turkish police dragged away two German reporters.", ("COERCE TUR>DEU",)),
    ("Russia turned off the gas to Poland.", ("COERCE RUS>POL",)),
    ("Egypt issued a warrant for two Israeli officers.", ("COERCE EGY>ISR",)),
    # --- THREATEN ---------------------------------------------------------------------------------------------------
    ("China put Japan on notice.", ("THREATEN CHN>JPN",)),
    ("Ethiopia handed an ultimatum to Sudan.", ("THREATEN ETH>SDN",)),
    ("North Korea rattled its sabre at Japan.", ("THREATEN PRK>JPN",)),
    # --- AGREE, CONSULT, SUPPORT, CONCEDE ---------------------------------------------------------------------------
    ("Syria put its signature to a treaty with Turkey.", ("AGREE SYR>TUR",)),
    ("Serbia and Kosovo came to terms.", ("AGREE SRB+XKX>SRB+XKX",)),
    ("Egypt and Qatar buried the hatchet.", ("SUPPORT EGY+QAT>EGY+QAT",)),
    ("Turkey patched up its quarrel with Israel.", ("SUPPORT TUR>ISR",)),
    ("Macron shook hands with Modi.", ("CONSULT person:macron>person:modi",)),
    ("Germany threw its weight behind Ukraine.", ("SUPPORT DEU>UKR",)),
    ("China sent condolences to Japan.", ("SUPPORT CHN>JPN",)),
    ("Japan expressed its remorse to China.", ("CONCEDE JPN>CHN",)),
    # --- AID, REQUEST, MOBILIZE, PROTEST ----------------------------------------------------------------------------
    ("Mexico sent rescue teams to Turkey.", ("AID MEX>TUR",)),
    ("Qatar came to the aid of Sudan.", ("AID QAT>SDN",)),
    ("Germany put pressure on Israel.", ("REQUEST DEU>ISR",)),
    ("Sudan turned to Egypt for help.", ("REQUEST SDN>EGY",)),
    ("Japan scrambled jets.", ("MOBILIZE JPN>",)),
    ("France exploded a nuclear device.", ("MOBILIZE FRA>",)),
    ("Students pelted the Israeli embassy.", ("PROTEST >ISR",)),
    # --- ASSAULT ----------------------------------------------------------------------------------------------------
    ("Turkish jets strafed a Syrian village.", ("ASSAULT TUR>SYR",)),
    ("Israeli warships opened up on an Egyptian port.", ("ASSAULT ISR>EGY",)),
    # --- nothing between parties ------------------------------------------------------------------------------------
    ("Germany put pressure on prices.", ()),
    ("The minister laid the blame on the weather.", ()),
    ("France took the issue to heart.", ()),
    ("The storm knocked out power in Japan.", ()),
    ("Russia shook its head.", ()),
    ("Japan sent wishes.", ()),
)  # fmt: skip
