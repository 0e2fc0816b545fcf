"""All documents of the demo, in the order in which a newcomer should meet them."""

from __future__ import annotations

from portal.demo.bus_fares import BUS_FARES
from portal.demo.drafts import DemoDraft
from portal.demo.executive_meeting import EXECUTIVE_MEETING
from portal.demo.financing_letter import FINANCING_LETTER
from portal.demo.food_penalty import FOOD_PENALTY
from portal.demo.hospital_equipment import HOSPITAL_EQUIPMENT
from portal.demo.investment import INVESTMENT
from portal.demo.land_committee import LAND_COMMITTEE
from portal.demo.minutes import MINUTES
from portal.demo.old_town import OLD_TOWN
from portal.demo.parking_concession import PARKING_CONCESSION
from portal.demo.parking_rules import PARKING_RULES
from portal.demo.rural_road import RURAL_ROAD
from portal.demo.school_lease import SCHOOL_LEASE
from portal.demo.school_meals import SCHOOL_MEALS
from portal.demo.street_lighting import STREET_LIGHTING
from portal.demo.temporary_buildings import TEMPORARY_BUILDINGS
from portal.demo.trader_credit import TRADER_CREDIT

LIBRARY: tuple[DemoDraft, ...] = (
    STREET_LIGHTING,
    PARKING_CONCESSION,
    INVESTMENT,
    SCHOOL_LEASE,
    HOSPITAL_EQUIPMENT,
    RURAL_ROAD,
    PARKING_RULES,
    SCHOOL_MEALS,
    TRADER_CREDIT,
    TEMPORARY_BUILDINGS,
    BUS_FARES,
    OLD_TOWN,
    EXECUTIVE_MEETING,
    LAND_COMMITTEE,
    MINUTES,
    FOOD_PENALTY,
    FINANCING_LETTER,
)
