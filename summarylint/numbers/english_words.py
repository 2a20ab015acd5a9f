"""English words around a number: units, nouns that bend the rules, and what is no noun."""

from __future__ import annotations

from summarylint.numbers.listing import listed

MEASURES = {
    "km": "公里", "kilometre": "公里", "kilometer": "公里", "metre": "米", "meter": "米", "centimetre": "厘米", "centimeter": "厘米", "millimetre": "毫米",
    "tonne": "吨", "ton": "吨", "kilogram": "公斤", "kilo": "公斤", "gram": "克", "hectare": "公顷", "litre": "升", "liter": "升", "kilowatt": "千瓦",
    "megawatt": "兆瓦", "gigawatt": "吉瓦", "yuan": "元", "rmb": "元", "cny": "元", "dollar": "美元", "usd": "美元", "euro": "欧元", "eur": "欧元",
    "pound": "英镑", "gbp": "英镑", "mu": "亩",
}  # fmt: skip
"""Singular of a unit to its Chinese word."""
SQUARE = {"metre": "平方米", "meter": "平方米", "kilometre": "平方公里", "kilometer": "平方公里"}
"""What follows square."""
STOPS = frozenset(
    listed(
        "of the a an and or in on at to for from by with were was is are am be been being as per than that who whom which whose have has had will would can could may "
        "might must should shall after before during since until till while but not respectively each we they it he she you i this these those its their our his her "
        "last next ago pm out off up down so if when where because also only both all any into over under between about through within without against "
        "across among along went came did do does said made said according respectively total more less fewer times following remain remained"
    )
)
"""What no noun that is counted starts with."""
ADJECTIVES = frozenset(
    listed(
        "new key major more additional full-time part-time other different local small large senior junior mid young old registered qualified special public private successful "
        "open further extra big main active eligible first-time new-build current former international national regional rural urban medical technical legal annual "
        "monthly weekly daily social total online digital whole separate individual consecutive square cubic good great real net gross poor "
        "female male chinese english primary secondary high low long short free early late serious minor"
    )
)
"""What may stand before the noun."""
NOT_NOUNS = frozenset(listed("pending percent likely short long wide high tall deep old early late"))
"""What may follow a number and is no noun: 3 pending."""
NOUNS_IN_ING = frozenset(
    listed(
        "building meeting hearing training dwelling wedding painting drawing crossing landing filing listing reading sitting seed bed need deed speed shed breed weed thing"
    )
)
"""Nouns that look like participles."""
SAME_IN_PLURAL = frozenset(
    listed("staff data series species people personnel sheep fish aircraft headquarters cattle police youth")
)
"""Nouns without a plural of their own."""
IRREGULAR = {
    "people": "person", "persons": "person", "children": "child", "men": "man", "women": "woman", "feet": "foot", "buses": "bus", "gases": "gas", "lives": "life",
    "knives": "knife", "wives": "wife", "halves": "half", "leaves": "leaf", "shelves": "shelf", "criteria": "criterion", "series": "series", "species": "species",
    "analyses": "analysis", "crises": "crisis", "movies": "movie", "staff": "staff", "data": "data", "news": "news", "viruses": "virus", "campuses": "campus",
    "bonuses": "bonus", "lens": "lens", "statuses": "status", "potatoes": "potato", "heroes": "hero", "kms": "km", "businesswomen": "businesswoman",
}  # fmt: skip
"""Plural to singular."""
