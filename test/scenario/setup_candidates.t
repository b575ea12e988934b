# The same, with the candidates in publicity.
include setup_signed.t
as 业主 POST /api/lots/$L/candidates -> 200
