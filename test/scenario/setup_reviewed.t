# All five review the bids of $甲, $乙 and $丙 item by item: each passes ($PASSES).
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending~逐项评审
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 PENDING
as e1 POST /api/lots/$L/reviews {"party":"$甲","items":$PASSES} -> 200
as e2 POST /api/lots/$L/reviews {"party":"$甲","items":$PASSES} -> 200
as e3 POST /api/lots/$L/reviews {"party":"$甲","items":$PASSES} -> 200
as e4 POST /api/lots/$L/reviews {"party":"$甲","items":$PASSES} -> 200
as e5 POST /api/lots/$L/reviews {"party":"$甲","items":$PASSES} -> 200
as e1 POST /api/lots/$L/reviews {"party":"$乙","items":$PASSES} -> 200
as e2 POST /api/lots/$L/reviews {"party":"$乙","items":$PASSES} -> 200
as e3 POST /api/lots/$L/reviews {"party":"$乙","items":$PASSES} -> 200
as e4 POST /api/lots/$L/reviews {"party":"$乙","items":$PASSES} -> 200
as e5 POST /api/lots/$L/reviews {"party":"$乙","items":$PASSES} -> 200
as e1 POST /api/lots/$L/reviews {"party":"$丙","items":$PASSES} -> 200
as e2 POST /api/lots/$L/reviews {"party":"$丙","items":$PASSES} -> 200
as e3 POST /api/lots/$L/reviews {"party":"$丙","items":$PASSES} -> 200
as e4 POST /api/lots/$L/reviews {"party":"$丙","items":$PASSES} -> 200
as e5 POST /api/lots/$L/reviews {"party":"$丙","items":$PASSES} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 check /pending~名评委未完成逐项评审
as 丁 GET /api/lots/$L/scores -> 403 DENIED
