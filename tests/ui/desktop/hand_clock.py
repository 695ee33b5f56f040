"""A clock that is set by hand."""

import datetime


class HandClock:
    """Tells ``moment``, for a Clock."""

    def __init__(self, moment: datetime.datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime.datetime:
        return self.moment
