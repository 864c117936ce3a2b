"""Room: scrutiny. What an inspector would stumble over inside evidence that fills a place (硬伤). Pure.

Only what a person can see with their own eyes on the page is named; nothing is changed, and nobody is told to
change a date or a fact. A rule that is not sure says nothing.
"""

from dossier.scrutiny.holidays import Holidays
from dossier.scrutiny.holidays import load as holidays
from dossier.scrutiny.scrutinise import scrutinise

__all__ = ["Holidays", "holidays", "scrutinise"]
