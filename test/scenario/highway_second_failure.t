# A highway that fails for want of bids, and again in its first envelope: by approval it is not tendered again.
include setup_parties.t
include setup_project.t
include setup_highway.t
include setup_highway_two.t
include setup_few.t
include setup_again.t
include setup_highway.t
as nobody GET /api/tenders/$T -> 200 check /retenderOf=$T1
include setup_highway_first.t
include setup_none.t
include setup_unpriced.t
include setup_untendered.t
