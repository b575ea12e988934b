# A scored trade as far as the signatures of all members.
include setup_scored.t
include setup_scores.t
include setup_five.t
