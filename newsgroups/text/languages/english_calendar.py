"""English names of weekdays and months, and the abbreviations that news uses."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# Every form of a weekday with its number from 0, and of a month with its number from 1.
WEEKDAY_FORMS = {
    form: number
    for number, forms in enumerate(
        zip(
            WEEKDAYS, (("mon",), ("tues", "tue"), ("wed",), ("thurs", "thu"), ("fri",), ("sat",), ("sun",)), strict=True
        )
    )
    for form in (forms[0], *forms[1])
}
MONTH_FORMS = {name: number for number, name in enumerate(MONTHS, start=1)} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
    "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
