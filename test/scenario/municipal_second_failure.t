# A municipal road that fails for want of bids; of its second tender all are rejected, which is no second failure; the third has too few again.
include setup_parties.t
include setup_project.t
include setup_municipal.t
include setup_two.t
include setup_few.t
as nobody GET /api/lots/$L -> 200 check /failure=few
include setup_again.t
include setup_municipal.t
as nobody GET /api/tenders/$T -> 200 check /retenderOf=$T1
include setup_four.t
include setup_opened.t
include setup_none.t
as nobody GET /api/lots/$L -> 200 check /failure=rejected
include setup_again.t
clock +10d
include setup_municipal.t
include setup_two.t
include setup_few.t
include setup_untendered.t
