# Another tender of the project that one form brought in, nothing failed: its export holds.
include setup_parties.t
include setup_building.t
set L1 $L
set PROJECT
set AGAIN "project":"$P",
include setup_building.t
include setup_two.t
clock +21d
proves $L1
proves $L
