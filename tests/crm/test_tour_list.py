"""Tours as they are listed."""

import datetime

from crm import activities, activity_kinds, areas, tour_list, tours, trash
from crm.activity_values import NewActivity, When
from crm.tour_values import NewTour, Stop

TODAY = datetime.date(2025, 10, 6)


def test_a_row_says_who_led_it_where_it_went_and_how_much_was_done(stocked):
    with stocked.read() as session:
        official = areas.officials(session)[0]
        kind = activity_kinds.find(session, "reunión").id
    with stocked.write("Alta") as session:
        stops = (Stop("Chicago", "US"), Stop("Dallas", "US"), Stop("Chicago", "US"))
        tour = tours.create(
            session, NewTour("Gira", official=official.id, start="2024-05", end="2024-06", stops=stops)
        )
        other = tours.create(session, NewTour("Otra"))
        for title in ("Una", "Dos"):
            new = NewActivity(kind, title, When("2024-05-10"), tour=tour)
            done = activities.create(session, new, today=TODAY)
    with stocked.write("Papelera") as session:
        trash.trash(session, [done])
    with stocked.read() as session:
        first, second = tour_list.rows(session, [other, tour], today=TODAY)
        called = official.called("2024-05", TODAY)
    assert first == (other, "Otra", "", "", "", (), 0)
    assert second == (tour, "Gira", called, "2024-05", "2024-06", ("Chicago", "Dallas"), 1)
    with stocked.write("Papelera") as session:
        trash.trash(session, [other])
    with stocked.read() as session:
        assert [row.id for row in tour_list.rows(session, [other, tour], today=TODAY)] == [tour]
