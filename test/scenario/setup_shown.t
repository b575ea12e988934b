# All five sign the result $D of the lot $L, the candidates are shown, and their publicity runs out.
include setup_five.t
as 业主 POST /api/lots/$L/candidates -> 200
clock +4d
