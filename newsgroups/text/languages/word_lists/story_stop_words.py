"""Words that say nothing about a story: function words and the page chrome of news sites."""

STOP_WORDS = frozenset(
    """
    a about above after again against ago all also although always am among an and another any anyone anything
    are around as asked at away back be became because become been before behind being below between both but by
    called came can cannot come could day days did do does doing done down during each either else enough even
    ever every far few first following for found from further gave get give given go going good got great had
    half has have having he her here hers herself him himself his how however i if in instead into is it its
    itself just keep know known last later least less let like likely little long look made make making man many
    may me might more most much must my myself near need never new next no nor not nothing now of off often old
    on once one only or other others our ours out over own part people per perhaps put quite rather really right
    said same saw say saying says see seen set several she should show since so some something soon still such
    take taken than that the their theirs them themselves then there these they thing things think this those
    though three through time times to today together told too took toward two under until up upon us use used
    very want was way we week weeks well went were what when where whether which while who whole whom whose why
    will with within without would year years yes yesterday yet you your yours mr mrs ms dr st inc ltd co
    advertisement advertising caption click comment comments continue copyright credit email facebook getty
    image images log main newsletter photo photograph photos post read reading reserved rights share sign story
    subscribe twitter update updated video
    """.split()
)
