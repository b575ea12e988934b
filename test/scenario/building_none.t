# A building whose four bids the committee rejects: it fails, with the coefficient drawn.
include setup_parties.t
include setup_building.t
include setup_four.t
include setup_opened.t
include setup_none.t
include setup_once.t
proves $L
