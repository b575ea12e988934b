# A building that fails for want of bids, is tendered again and fails alike: by approval it is not tendered again.
include setup_parties.t
include setup_project.t
include setup_building.t
include setup_two.t
include setup_few.t
include setup_again.t
include setup_building.t
as nobody GET /api/tenders/$T -> 200 check /retenderOf=$T1
include setup_two.t
include setup_few.t
include setup_untendered.t
