# All five sign the result $D of the lot $L, the candidates are shown, and their publicity runs out.
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as 业主 POST /api/lots/$L/candidates -> 200
clock +4d
