"""The calendar: months, weeks and an agenda of activities, tours, what is due and terms of requests."""
