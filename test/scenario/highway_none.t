# A highway whose four bids all fall in the first envelope: it fails, and no price is ever opened.
include setup_parties.t
include setup_highway.t
include setup_highway_first.t
include setup_none.t
include setup_unpriced.t
include setup_once.t
proves $L
