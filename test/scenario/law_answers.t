# The law answers everybody: what binds, the dates of a plan, and why not.
as nobody GET /api/law/numbers -> 422 MISSING_FIELD check /field=kind
as nobody GET /api/law/numbers?kind=no-such -> 404 NOT_FOUND
as nobody GET /api/law/numbers?kind=works-lowest-price&mandatory=yes -> 422 BAD_FIELD check /field=mandatory check /value=yes
as nobody GET /api/law/numbers?kind=works-lowest-price&on=2026-02-30 -> 422 BAD_FIELD check /field=on
as nobody GET /api/law/numbers?kind=works-lowest-price -> 200 check /mandatory=true check /on=2026-03-02 check /numbers/0/id=mandatory.works.min check /numbers/0/value=4000000.00 check /numbers/0/unit=元 check /numbers/0/basis/zh~第五条
# before the Implementing Regulation only the Law itself and the Measures of 2003 bound
as nobody GET /api/law/numbers?kind=works-lowest-price&on=2011-12-31 -> 200 check /numbers/0/id=invited.min
# a tender that nobody must hold keeps no twenty days
as nobody GET /api/law/why?kind=works-lowest-price&mandatory=false&number=bid.period.min -> 404 NOT_FOUND check /detail~bid.period.min
# nineteen days, and twenty
as nobody GET /api/law/why?kind=works-lowest-price&number=bid.period.min&event=2026-03-02&at=2026-03-21 -> 200 check /allowed=false check /outcome=refused check /earliest=2026-03-21T16:00:00.000Z check /period/last=2026-03-22 check /period/rolled=2026-03-23 check /period/counted/zh~当日不计入 check /period/number/basis/zh=《招标投标法》第二十四条 check /period/years/0/year=2026
as nobody GET /api/law/why?kind=works-lowest-price&number=bid.period.min&event=2026-03-02T09:30:00Z&at=2026-03-22 -> 200 check /allowed=true check /outcome=kept
# people type Beijing time; the first lawful moment is one
as nobody GET /api/law/why?kind=works-lowest-price&number=bid.period.min&event=2026-03-02+09:30&at=2026-03-22+00:00 -> 200 check /allowed=true check /period/event=2026-03-02T01:30:00.000Z
as nobody GET /api/law/why?kind=works-lowest-price&number=bid.period.min&event=2026-03-02+25:00 -> 422 BAD_FIELD check /field=event
# a latest time warns
as nobody GET /api/law/why?kind=works-lowest-price&number=contract.max&event=2026-03-02&at=2026-04-02 -> 200 check /allowed=false check /outcome=warned check /latest=2026-04-01T15:59:59.999Z check /period/last=2026-04-01
# working days over the National Day holidays
as nobody GET /api/law/why?kind=works-lowest-price&number=complaint.accept.max&event=2026-09-30&at=2026-10-10 -> 200 check /allowed=true check /period/last=2026-10-10
as nobody GET /api/law/why?kind=works-lowest-price&number=complaint.accept.max&event=2026-12-30&at=2027-01-04 -> 200 check /period/guessed=true check /period/counted/zh~尚未收录
# what is no period is asked with a value
as nobody GET /api/law/why?kind=works-lowest-price&number=committee.size.min -> 422 MISSING_FIELD check /field=value
as nobody GET /api/law/why?kind=works-lowest-price&number=committee.size.min&value=4x -> 422 BAD_AMOUNT
as nobody GET /api/law/why?kind=works-lowest-price&number=committee.size.min&value=4 -> 200 check /allowed=false
as nobody GET /api/law/why?kind=works-lowest-price&number=security.bid.works.max&value=800000.01 -> 200 check /allowed=false
as nobody GET /api/law/why?kind=works-lowest-price&number=security.bid.works.max&value=800000 -> 200 check /allowed=true
# a plan: with no deadline told it takes the first cautious one
as nobody GET /api/law/plan?kind=works-lowest-price&publication=2026-03-02 -> 200 check /deadline=2026-03-22T16:00:00.000Z check /periods/0/number/id=prequalification.offer.min
as nobody GET /api/law/plan?kind=works-lowest-price&publication=2026-03-02&deadline=2026-03-31&letter=2026-04-20 -> 200 check /deadline=2026-03-30T16:00:00.000Z
as nobody GET /api/law/plan?kind=works-lowest-price&publication=1969-12-31 -> 422 BAD_FIELD check /field=publication
