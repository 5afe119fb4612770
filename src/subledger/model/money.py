"""Money: integer micros of a named currency, and the text that shows them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

MICROS = 1_000_000
INT64_MAX = 2**63 - 1
RATE_SCALE = 10**12

_ZERO = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split()
_THREE = "BHD IQD JOD KWD LYD OMR TND".split()
_FOUR = "CLF UYW".split()
_TWO = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP
COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR
JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK
NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP
TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ZWL
CYP EEK LTL LVL MTL ROL SIT SKK TRL
""".split()

MINOR_UNITS: dict[str, int] = dict.fromkeys(_TWO, 2) | dict.fromkeys(_ZERO, 0) | dict.fromkeys(_THREE, 3) | dict.fromkeys(_FOUR, 4)
"""Decimals of each currency (ISO 4217, with the retired ones that the European Central Bank still lists)."""

_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)


def half_even(value: Fraction) -> int:
    """The nearest integer, ties to the even one: the only rounding of money."""
    return round(value)


def decimal_text(value: Fraction | int, places: int = 6) -> str:
    """An exact amount as a decimal text of that many places, half to even.

    >>> decimal_text(Fraction(25, 3))
    '8.333333'
    """
    scaled = half_even(Fraction(value) * 10**places)
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def mrr(run_rate_micros: int) -> Fraction:
    """What a run-rate in micros per year is worth per month, in major units.

    >>> mrr(1_200_000_000)
    Fraction(100, 1)
    """
    return Fraction(run_rate_micros, 12 * MICROS)


def arr(run_rate_micros: int) -> Fraction:
    """A run-rate in micros per year as major units per year."""
    return Fraction(run_rate_micros, MICROS)


def scaled_rate(rate: Fraction | Decimal) -> int:
    """An exchange rate as an integer of twelve decimals, half to even."""
    return half_even(Fraction(rate) * RATE_SCALE)
