# A municipal road whose four bids the committee rejects: it fails.
include setup_parties.t
include setup_municipal.t
include setup_four.t
include setup_opened.t
include setup_none.t
include setup_once.t
proves $L
