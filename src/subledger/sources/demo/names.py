"""Invented company names: a coined word, a line of business, and the legal form of the country."""

from __future__ import annotations

from random import Random

HEADS = """
Abri Aldo Amber Anvi Arbo Balda Bexi Bram Brin Calo Cindra Corvi Dalva Davo Delmi Dravo Elda Emvi Estra Fenna Ferro
Fjor Galva Gildo Glim Hadra Harlo Helvi Ilmo Istra Jarro Jovi Kaldo Kelva Kirra Lanvi Ledro Lumo Marvo Melda Mirro
Narvi Neldo Nordo Oldra Orvi Paldo Pelvi Pirro Quan Quilo Ralda Revi Rindo Salvo Sevri Sorra Talvi Tarno Tindra Ulvo
Umbra Valdo Velmi Virro Waldo Welvi Wistra Yaldo Yorvi Zaldo Zelmi
""".split()
TAILS = """
bank bell brook crest dale fern field ford gate grove hall helm holt lark lund mark mere moor nest peak quist rell
ridge rune sand sted stone strand thorn tide vale vane ward well wick wold worth wyn yard
""".split()

TRADES = {
    "Software": ("Systems", "Software", "Labs", "Cloud", "Digital"),
    "Financial Services": ("Capital", "Finance", "Advisory", "Payments", "Credit"),
    "Healthcare": ("Health", "Clinics", "Care", "Diagnostics", "Medical"),
    "Retail": ("Stores", "Retail", "Outfitters", "Goods", "Market"),
    "Manufacturing": ("Works", "Industries", "Components", "Instruments", "Tooling"),
    "Logistics": ("Logistics", "Freight", "Shipping", "Transport", "Supply"),
    "Media": ("Media", "Studios", "Press", "Publishing", "Pictures"),
    "Education": ("Learning", "Academy", "Schools", "Training", "Education"),
    "Professional Services": ("Partners", "Consulting", "Associates", "Group", "Services"),
    "Energy": ("Energy", "Solar", "Power", "Grid", "Renewables"),
}

LEGAL_FORMS = {
    "US": "Inc.",
    "CA": "Ltd.",
    "AU": "Pty Ltd",
    "SG": "Pte. Ltd.",
    "IN": "Pvt. Ltd.",
    "BR": "Ltda.",
    "GB": "Ltd",
    "DE": "GmbH",
    "FR": "SAS",
    "NL": "B.V.",
    "IE": "Ltd",
    "ES": "S.L.",
    "IT": "S.r.l.",
    "SE": "AB",
    "JP": "K.K.",
}


def company_name(random: Random, industry: str, country: str, taken: set[str]) -> str:
    """A name that no other customer of the demo company has."""
    while True:
        coined = random.choice(HEADS) + random.choice(TAILS)
        name = f"{coined} {random.choice(TRADES[industry])} {LEGAL_FORMS[country]}"
        if name not in taken:
            taken.add(name)
            return name
