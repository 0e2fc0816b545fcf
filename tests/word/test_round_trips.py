"""What LibreOffice saves arrives as what it was handed out as."""

from __future__ import annotations

from tests.word import round_trips


def test_nothing_is_lost_or_new_when_libreoffice_saved_a_file(files: str):
    step = {"sample": 1, "whole": 4}[files]
    trips = list(round_trips.trips(step))
    faults = {trip.name: found for trip in trips if (found := list(round_trips.faults(trip)))}
    assert faults == {}

    known = [pair for trip in trips for pair in trip.news.known]
    exact = sum(old.place == new.place for old, new in known)
    assert len(known) / sum(len(trip.handed_out.comments) for trip in trips) > 0.97
    assert exact / len(known) > {"sample": 0.8, "whole": 0.9}[files]
    assert sum(not trip.is_rewritten for trip in trips) >= {"sample": 12, "whole": 120}[files]
