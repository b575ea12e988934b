# Who passed the first envelope hands in no key of its price: no valid bid, the lot fails.
include setup_parties.t
include setup_highway.t
include setup_highway_first.t
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D
include setup_five.t
# no price is opened before the coefficient is drawn: the opening waits, and the drawing opens
clock +1800000
as nobody GET /api/lots/$L -> 200 check /state=pricing
clock +3600000
as nobody GET /api/lots/$L -> 200 check /state=pricing
as 甲 POST /api/lots/$L/factor {"value":980000,"note":"x"} -> 403 DENIED
as e1 POST /api/lots/$L/factor {"value":20000,"note":"x"} -> 201
clock +1
as nobody GET /api/lots/$L -> 200 check /state=evaluating
as e1 POST /api/lots/$L/factor {"value":980000,"note":"x"} -> 409 WRONG_STATE
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending=null
include setup_five.t
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
proves $L
