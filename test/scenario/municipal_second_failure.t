# A municipal road that fails for want of bids, is tendered again and has its bids rejected: not tendered again.
include setup_parties.t
include setup_project.t
include setup_municipal.t
include setup_two.t
include setup_few.t
include setup_again.t
include setup_municipal.t
as nobody GET /api/tenders/$T -> 200 check /retenderOf=$T1
include setup_four.t
include setup_opened.t
include setup_none.t
include setup_untendered.t
